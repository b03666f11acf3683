import { EventEmitter } from "node:events";
import type { MessagePortMain } from "electron";
import { describe, expect, it } from "vitest";
import { pipeOverPort } from "./message-port-pipe.ts";

/** A port of Electron's, seen from the main process. */
class FakePort extends EventEmitter {
  readonly sent: unknown[] = [];
  isStarted = false;
  isClosed = false;

  start(): void {
    this.isStarted = true;
  }

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.emit("close");
  }

  receive(data: unknown): void {
    this.emit("message", { data, ports: [] });
  }
}

function createPipe() {
  const port = new FakePort();
  const frames: Uint8Array[] = [];
  let closed = 0;
  const pipe = pipeOverPort(port as unknown as MessagePortMain);
  pipe.onFrame((frame) => frames.push(frame));
  pipe.onClosed(() => {
    closed += 1;
  });
  return { port, pipe, frames, closedTimes: () => closed };
}

describe("a terminal pipe over a port", () => {
  it("carries whole frames both ways", () => {
    const { port, pipe, frames } = createPipe();
    port.receive(Uint8Array.of(1, 2, 3));
    port.receive(Uint8Array.of(4).buffer);
    pipe.send(Uint8Array.of(5));
    expect(frames).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(4)]);
    expect(port.sent).toEqual([Uint8Array.of(5)]);
    expect(port.isStarted).toBe(true);
  });

  it("says once that it was closed, whoever closed it", () => {
    const byPage = createPipe();
    byPage.port.close();
    byPage.pipe.close();
    expect(byPage.closedTimes()).toBe(1);

    const byHub = createPipe();
    byHub.pipe.close();
    expect([byHub.closedTimes(), byHub.port.isClosed]).toEqual([1, true]);
  });

  it("drops what is sent after the close", () => {
    const { port, pipe } = createPipe();
    port.close();
    pipe.send(Uint8Array.of(1));
    expect(port.sent).toEqual([]);
  });

  it("cuts off a page that sends anything but bytes", () => {
    const { port, frames, closedTimes } = createPipe();
    port.receive({ kind: "input" });
    expect([frames.length, port.isClosed, closedTimes()]).toEqual([0, true, 1]);
  });
});
