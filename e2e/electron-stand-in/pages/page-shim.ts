/** A message from the shim in the page to the test. */
export type FromShim =
  | { readonly kind: "fresh" }
  | { readonly kind: "message"; readonly channel: string; readonly value: unknown }
  | { readonly kind: "portMessage"; readonly port: number; readonly value: unknown }
  | { readonly kind: "portClosed"; readonly port: number }
  | { readonly kind: "windowOpen"; readonly url: string };

/** A message from the test to the shim in the page. */
export type ToShim =
  | {
      readonly kind: "post";
      readonly channel: string;
      readonly value: unknown;
      readonly ports: readonly number[];
    }
  | { readonly kind: "portMessage"; readonly port: number; readonly value: unknown }
  | { readonly kind: "portClosed"; readonly port: number };

/** The names under which the shim and the test find each other in the page. */
export const SHIM_BINDING = "__electronStandInBinding";
export const SHIM_RECEIVER = "__electronStandInReceiver";

/**
 * Runs in the page before its own scripts: what a sandboxed preload script finds as `require("electron")`, over a
 * binding to the test. It is sent as source text, so it uses nothing from outside itself.
 */
export function installShim(names: {
  readonly binding: string;
  readonly receiver: string;
}): (name: string) => unknown {
  type Listener = (event: { readonly ports: readonly MessagePort[] }, value: unknown) => void;
  const globals = globalThis as unknown as Record<string, unknown>;
  const send = globals[names.binding] as (message: FromShim) => void;
  delete globals[names.binding];
  const listeners = new Map<string, Set<Listener>>();
  const ports = new Map<number, MessagePort>();

  const openPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.addEventListener("message", (event) => send({ kind: "portMessage", port: id, value: event.data }));
    port1.addEventListener("close", () => {
      if (ports.delete(id)) send({ kind: "portClosed", port: id });
    });
    port1.start();
    return port2;
  };
  const receive = (messages: readonly ToShim[]): void => {
    for (const message of messages) {
      if (message.kind === "post") {
        const event = { ports: message.ports.map(openPort) };
        for (const listener of listeners.get(message.channel) ?? []) listener(event, message.value);
      } else if (message.kind === "portMessage") {
        ports.get(message.port)?.postMessage(message.value);
      } else {
        ports.get(message.port)?.close();
        ports.delete(message.port);
      }
    }
  };
  Object.defineProperty(globals, names.receiver, { value: receive });
  window.open = (url) => {
    send({ kind: "windowOpen", url: new URL(String(url ?? ""), document.baseURI).href });
    return null;
  };
  send({ kind: "fresh" });

  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: object) => {
        Object.defineProperty(globals, name, { value: Object.freeze({ ...api }), enumerable: true });
      },
    },
    ipcRenderer: {
      send: (channel: string, value: unknown) => send({ kind: "message", channel, value }),
      on: (channel: string, listener: Listener) => {
        const heard = listeners.get(channel) ?? new Set();
        listeners.set(channel, heard.add(listener));
      },
    },
  };
  return (name) => {
    if (name !== "electron") throw new Error(`A sandboxed preload script cannot require ${name}.`);
    return electron;
  };
}
