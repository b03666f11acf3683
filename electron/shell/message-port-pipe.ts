import type { MessagePortMain } from "electron";
import { DisposableStore } from "../../shared/base/disposable.ts";
import { Emitter } from "../../shared/base/emitter.ts";
import type { FramePipe } from "../../shared/terminal/pipe.ts";

/** The terminal pipe over a port to the page. What is not binary is not of the protocol and closes it. */
export function pipeOverPort(port: MessagePortMain): FramePipe {
  const store = new DisposableStore();
  const framed = store.add(new Emitter<Uint8Array>());
  const closed = store.add(new Emitter<void>());
  let isOpen = true;
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    port.close();
    closed.fire();
    store.dispose();
  };
  port.on("message", ({ data }) => {
    if (data instanceof Uint8Array) framed.fire(data);
    else if (data instanceof ArrayBuffer) framed.fire(new Uint8Array(data));
    else end();
  });
  port.on("close", end);
  port.start();
  return {
    onFrame: framed.event,
    onClosed: closed.event,
    send(frame) {
      if (isOpen) port.postMessage(frame);
    },
    close: end,
  };
}
