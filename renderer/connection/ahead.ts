import type { ClientLink } from "@orpc/client";
import type { ContractChannel, Transport } from "./transport.ts";

/** What the hub is asked through. */
export type Link = ClientLink<Record<never, never>>;

/** What each window asks for first, without any input; what takes longest comes last. */
const WANTED_FIRST: readonly (readonly string[])[] = [
  ["host", "changes"],
  ["settings", "changes"],
  ["agents", "changes"],
  ["inbox", "counts"],
  ["attention", "changes"],
  ["containers", "changes"],
  ["policies", "changes"],
  ["tools", "changes"],
  ["news", "changes"],
  ["desk", "flow"],
  ["qms", "open"],
];
/** What nobody has wanted by then is let go of: the hub works for it. */
const KEPT_MS = 5000;

/** Asks at once for what is wanted first, and keeps each answer for the first who asks for it. */
export function askingAhead(link: Link): Link {
  const asked = new Map<string, { readonly answer: Promise<unknown>; readonly end: AbortController }>();
  for (const path of WANTED_FIRST) {
    const end = new AbortController();
    const answer = link.call(path, undefined, { context: {}, signal: end.signal });
    const key = path.join(".");
    asked.set(key, { answer, end });
    // What failed before anybody wanted it is asked for anew.
    answer.catch(() => asked.delete(key));
  }
  setTimeout(() => {
    for (const { end } of asked.values()) end.abort();
    asked.clear();
  }, KEPT_MS);
  return {
    call(path, input, options) {
      const key = path.join(".");
      const ahead = asked.get(key);
      if (ahead === undefined || input !== undefined) return link.call(path, input, options);
      asked.delete(key);
      const end = (): void => ahead.end.abort();
      if (options.signal?.aborted === true) end();
      else options.signal?.addEventListener("abort", end, { once: true });
      return ahead.answer;
    },
  };
}

/** Connects at once; whoever connects first is given that channel. */
export function connectingAhead(transport: Transport): Transport {
  const unwanted = new AbortController();
  let first: Promise<ContractChannel> | undefined = transport.connect(unwanted.signal);
  // Whoever takes it hears of a failure.
  first.catch(() => undefined);
  return {
    ...transport,
    connect(signal) {
      if (first === undefined) return transport.connect(signal);
      const channel = first;
      first = undefined;
      signal.addEventListener("abort", () => unwanted.abort(), { once: true });
      return channel;
    },
  };
}
