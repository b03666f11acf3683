import { EventEmitter } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import type Electron from "electron";
import { onMessage, sendToPages } from "./pages-link.ts";

/** A port of Node's in the shape of Electron's: nothing is heard before `start`, and messages come as events. */
export class MessagePortMain
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, "start" | "close" | "postMessage">
{
  readonly #port: MessagePort;
  #isStarted = false;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.once("close", () => this.emit("close"));
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#port.on("message", (data: unknown) => this.emit("message", { data, ports: [] }));
  }

  close(): void {
    this.#port.close();
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error("The stand-in carries no ports inside of ports.");
    this.#port.postMessage(message);
  }

  /** Gives the port away, as a transfer to a page does. */
  release(): MessagePort {
    return this.#port;
  }
}

/** Two ports that are entangled. */
export class MessageChannelMain implements Pick<Electron.MessageChannelMain, "port1" | "port2"> {
  readonly port1: MessagePortMain & Electron.MessagePortMain;
  readonly port2: MessagePortMain & Electron.MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1) as MessagePortMain & Electron.MessagePortMain;
    this.port2 = new MessagePortMain(port2) as MessagePortMain & Electron.MessagePortMain;
  }
}

const givenAway = new Map<number, MessagePort>();
let lastPort = 0;

/** Moves a port to the page: what arrives on it goes there, what the page posts comes out of it. */
export function transferToPage(given: Electron.MessagePortMain): number {
  if (!(given instanceof MessagePortMain)) throw new Error("That port is not one of the stand-in's.");
  const port = given.release();
  const id = ++lastPort;
  givenAway.set(id, port);
  port.on("message", (value: unknown) => sendToPages({ kind: "portMessage", port: id, value }));
  port.once("close", () => {
    givenAway.delete(id);
    sendToPages({ kind: "portClosed", port: id });
  });
  return id;
}

onMessage("portMessage", ({ port, value }) => givenAway.get(port)?.postMessage(value));
onMessage("portClosed", ({ port }) => givenAway.get(port)?.close());
