import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { pacedSocket } from "./paced-socket.ts";

const PART = "x".repeat(500_000);
const PARTS = 100;

describe("a paced socket", () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let served: WebSocket;

  beforeEach(async () => {
    server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    const connected = once(server, "connection");
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    [[served]] = await Promise.all([connected, once(client, "open")]);
  });

  afterEach(async () => {
    client.terminate();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  /** Sends part after part, as a stream does; answers how many were sent, and when all are. */
  function stream(): { readonly sent: () => number; readonly done: Promise<void> } {
    const paced = pacedSocket(served);
    let sent = 0;
    const done = (async () => {
      for (; sent < PARTS; sent += 1) await paced.send(PART);
    })();
    return { sent: () => sent, done };
  }

  it("holds the sender up while nobody reads, and lets it go on afterwards", async () => {
    client.pause();
    const { sent, done } = stream();
    await expect.poll(() => served.bufferedAmount).toBeGreaterThan(PART.length);
    const most = served.bufferedAmount;
    expect(most).toBeLessThan(4 * PART.length);
    expect(sent()).toBeLessThan(PARTS);
    client.resume();
    await done;
    expect(sent()).toBe(PARTS);
  });

  it("lets the sender go when the reader is gone for good", async () => {
    client.pause();
    const { sent, done } = stream();
    await expect.poll(() => served.bufferedAmount).toBeGreaterThan(PART.length);
    served.terminate();
    await done;
    expect(sent()).toBe(PARTS);
  });
});
