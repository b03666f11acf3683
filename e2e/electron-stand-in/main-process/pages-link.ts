import type { ToMain, ToPages } from "../messages.ts";

type Listener<K extends ToMain["kind"]> = (message: Extract<ToMain, { readonly kind: K }>) => void;

const listeners = new Map<ToMain["kind"], (message: ToMain) => void>();

/** Hears one kind of message from the pages' side; each kind has one hearer. */
export function onMessage<K extends ToMain["kind"]>(kind: K, listener: Listener<K>): void {
  listeners.set(kind, listener as (message: ToMain) => void);
}

/** Says something to the pages' side. */
export function sendToPages(message: ToPages): void {
  if (process.connected) process.send?.(message);
}

process.on("message", (message: ToMain) => listeners.get(message.kind)?.(message));
// Without the test there are no windows, and nobody is left to end this process.
process.on("disconnect", () => process.exit(1));
