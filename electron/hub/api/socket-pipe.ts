import type { WebSocket } from "ws";
import { DisposableStore } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";

/** A terminal pipe over a WebSocket; text on it is not of the protocol, and ends it. */
export function pipeOverSocket(socket: WebSocket): FramePipe {
  const store = new DisposableStore();
  const frames = store.add(new Emitter<Uint8Array>());
  const closed = store.add(new Emitter<void>());
  socket.on("message", (data, isBinary) => {
    if (!isBinary || !Buffer.isBuffer(data)) socket.close(1003);
    else frames.fire(data);
  });
  socket.on("close", () => {
    closed.fire();
    store.dispose();
  });
  return {
    onFrame: frames.event,
    onClosed: closed.event,
    send: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(frame);
    },
    close: () => socket.close(),
  };
}
