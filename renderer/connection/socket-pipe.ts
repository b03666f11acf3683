import { Emitter } from "../../shared/base/emitter.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";

/** A pipe over a WebSocket. What is sent before it opens waits; what is sent after it closed is dropped. */
export function socketPipe(socket: WebSocket): FramePipe {
  const frame = new Emitter<Uint8Array>();
  const closed = new Emitter<void>();
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let isClosing = false;
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => {
    if (isClosing) socket.close();
    else for (const early of waiting.splice(0)) socket.send(early);
  });
  socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) frame.fire(new Uint8Array(data));
  });
  socket.addEventListener("close", () => closed.fire(), { once: true });
  return {
    onFrame: frame.event,
    onClosed: closed.event,
    send(bytes) {
      if (isClosing) return;
      const own = new Uint8Array(bytes);
      if (socket.readyState === WebSocket.CONNECTING) waiting.push(own);
      else if (socket.readyState === WebSocket.OPEN) socket.send(own);
    },
    close() {
      isClosing = true;
      // A socket that is closed while it connects is reported as a failure; a moment later it is not.
      if (socket.readyState !== WebSocket.CONNECTING) socket.close();
    },
  };
}
