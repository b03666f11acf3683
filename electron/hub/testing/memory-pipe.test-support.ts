import { Emitter } from "../../../shared/base/emitter.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";

/** Two ends of one pipe in memory; frames arrive in a later turn, as over any transport. */
export function createMemoryPipe(): readonly [FramePipe, FramePipe] {
  const [a, b] = [createEnd(), createEnd()];
  a.peer = b;
  b.peer = a;
  return [a.pipe, b.pipe];
}

interface End {
  readonly pipe: FramePipe;
  readonly frames: Emitter<Uint8Array>;
  readonly closed: Emitter<void>;
  isClosed: boolean;
  peer?: End;
}

function createEnd(): End {
  const frames = new Emitter<Uint8Array>();
  const closed = new Emitter<void>();
  const end: End = {
    frames,
    closed,
    isClosed: false,
    pipe: {
      onFrame: frames.event,
      onClosed: closed.event,
      send: (frame) => setImmediate(() => end.peer?.isClosed === false && end.peer.frames.fire(frame)),
      close: () => {
        for (const one of [end, end.peer]) {
          if (one === undefined || one.isClosed) continue;
          one.isClosed = true;
          setImmediate(() => one.closed.fire());
        }
      },
    },
  };
  return end;
}
