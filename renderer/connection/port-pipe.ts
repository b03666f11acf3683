import { Emitter } from "../../shared/base/emitter.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";

/** A pipe over a MessagePort that is still on its way. What is sent before it arrives waits. */
export function portPipe(arriving: Promise<MessagePort>): FramePipe {
  const frame = new Emitter<Uint8Array>();
  const closed = new Emitter<void>();
  const waiting: Uint8Array[] = [];
  let port: MessagePort | undefined;
  let isClosed = false;

  const end = (): void => {
    if (isClosed) return;
    isClosed = true;
    port?.close();
    closed.fire();
  };

  arriving.then(
    (arrived) => {
      port = arrived;
      if (isClosed) {
        arrived.close();
        return;
      }
      arrived.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (data instanceof Uint8Array) frame.fire(data);
        else if (data instanceof ArrayBuffer) frame.fire(new Uint8Array(data));
      });
      arrived.addEventListener("close", end);
      arrived.start();
      for (const early of waiting.splice(0)) arrived.postMessage(early);
    },
    // The only refusal is a port that never came: to the pipe's owner that is a pipe that closed.
    end,
  );

  return {
    onFrame: frame.event,
    onClosed: closed.event,
    send(bytes) {
      if (isClosed) return;
      if (port === undefined) waiting.push(bytes);
      else port.postMessage(bytes);
    },
    close: end,
  };
}
