import { expect, test, vi } from "vitest";
import { askingAhead, connectingAhead, type Link } from "./ahead.ts";
import type { ContractChannel, Transport } from "./transport.ts";

/** Answers each call with its number. */
function countingLink(fails: readonly string[] = []) {
  const calls: { readonly path: string; readonly signal: AbortSignal | undefined }[] = [];
  const link: Link = {
    call: (path, _input, options) => {
      calls.push({ path: path.join("."), signal: options.signal });
      return fails.includes(path.join("."))
        ? Promise.reject(new Error("not now"))
        : Promise.resolve(calls.length);
    },
  };
  return { link, calls };
}

test("asks for what is wanted first at once, and gives each answer once", async () => {
  const { link, calls } = countingLink();
  const ahead = askingAhead(link);
  const asked = calls.length;
  expect(calls.map(({ path }) => path)).toContain("qms.open");

  const first = await ahead.call(["qms", "open"], undefined, { context: {} });
  expect(calls).toHaveLength(asked);
  expect(first).toBe(calls.findIndex(({ path }) => path === "qms.open") + 1);
  expect(await ahead.call(["qms", "open"], undefined, { context: {} })).toBe(asked + 1);
  expect(await ahead.call(["inbox", "items"], { agent: "qa" }, { context: {} })).toBe(asked + 2);
});

test("what was asked ahead ends with whoever took it, and when nobody does", async () => {
  vi.useFakeTimers();
  try {
    const { link, calls } = countingLink();
    const ahead = askingAhead(link);
    const signalOf = (path: string) => calls.find((call) => call.path === path)?.signal;
    const own = new AbortController();
    await ahead.call(["agents", "changes"], undefined, { context: {}, signal: own.signal });
    vi.runAllTimers();
    expect(signalOf("qms.open")?.aborted).toBe(true);
    expect(signalOf("agents.changes")?.aborted).toBe(false);
    own.abort();
    expect(signalOf("agents.changes")?.aborted).toBe(true);
    const asked = calls.length;
    await ahead.call(["qms", "open"], undefined, { context: {} });
    expect(calls).toHaveLength(asked + 1);
  } finally {
    vi.useRealTimers();
  }
});

test("asks anew for what failed before anybody wanted it", async () => {
  const { link, calls } = countingLink(["qms.open"]);
  const ahead = askingAhead(link);
  const asked = calls.length;
  await new Promise(setImmediate);
  await expect(ahead.call(["qms", "open"], undefined, { context: {} })).rejects.toThrow("not now");
  expect(calls).toHaveLength(asked + 1);
});

test("connects at once, and for each later attempt anew", async () => {
  const channel = { client: {}, closed: Promise.resolve(), close: () => undefined } as ContractChannel;
  const signals: AbortSignal[] = [];
  const transport = {
    connect: (signal: AbortSignal) => {
      signals.push(signal);
      return signals.length === 1 ? Promise.reject(new Error("not yet")) : Promise.resolve(channel);
    },
  } as Transport;
  const ahead = connectingAhead(transport);
  expect(signals).toHaveLength(1);
  const end = new AbortController();
  await expect(ahead.connect(end.signal)).rejects.toThrow("not yet");
  expect(signals).toHaveLength(1);
  expect(await ahead.connect(end.signal)).toBe(channel);
  end.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});
