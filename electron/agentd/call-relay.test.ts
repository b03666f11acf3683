import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MAX_WAITING_CALLS, type CallReply } from "../../shared/link/agent-calls.ts";
import type { SessionMessage } from "../../shared/link/link-frames.ts";
import { CallRelay } from "./call-relay.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

function call(key: string): { key: string; kind: string; body: unknown } {
  return { key, kind: "qms", body: { argv: [key] } };
}

/** A hub that notes what it is told. */
function hub(): { readonly said: SessionMessage[]; readonly say: (message: SessionMessage) => void } {
  const said: SessionMessage[] = [];
  return { said, say: (message) => said.push(message) };
}

function answered(relay: CallRelay, key: string): Promise<CallReply> {
  return new Promise((resolve) => {
    relay.call(call(key), resolve);
  });
}

describe("a call", () => {
  it("goes to the hub that is there, and its answer back to who asked", async () => {
    const relay = new CallRelay();
    const { said, say } = hub();
    relay.linked(say);
    const [first, second] = [answered(relay, "first"), answered(relay, "second")];
    expect(said).toEqual([
      { kind: "call", id: 1, call: call("first") },
      { kind: "call", id: 2, call: call("second") },
    ]);
    relay.answer({ kind: "call-answer", id: 2, result: "two" });
    relay.answer({ kind: "call-answer", id: 1, problem: "No." });
    expect(await second).toEqual({ key: "second", result: "two" });
    expect(await first).toEqual({ key: "first", problem: "No." });
  });

  it("waits for a hub, and is told that there is none when none comes", async () => {
    const relay = new CallRelay(20);
    const waiting = answered(relay, "a");
    vi.advanceTimersByTime(20);
    const reply = await waiting;
    expect(reply).toMatchObject({ key: "a" });
    expect("problem" in reply && reply.problem).toContain("No hub is connected");
    const { said, say } = hub();
    relay.linked(say);
    expect(said).toEqual([]);
  });

  it("is sent again as the same call to the next hub, and answered once", async () => {
    const relay = new CallRelay();
    const [before, after] = [hub(), hub()];
    relay.linked(before.say);
    const replies: CallReply[] = [];
    relay.call(call("a"), (reply) => replies.push(reply));
    relay.unlinked(before.say);
    relay.linked(after.say);
    expect(after.said).toEqual(before.said);
    relay.answer({ kind: "call-answer", id: 1, result: 1 });
    relay.answer({ kind: "call-answer", id: 1, result: 2 });
    expect(replies).toEqual([{ key: "a", result: 1 }]);
  });

  it("says that its end is not known when the hub that had it does not come back", async () => {
    const relay = new CallRelay(20);
    const { say } = hub();
    relay.linked(say);
    const reply = answered(relay, "a");
    relay.unlinked(say);
    vi.advanceTimersByTime(20);
    const { problem } = { problem: "", ...(await reply) };
    expect(problem).toContain("Whether it did what was asked is not known");
  });

  it("does not wait on and on for hubs that come and go and answer nothing", () => {
    const relay = new CallRelay(10_000);
    const replies: CallReply[] = [];
    relay.call(call("a"), (reply) => replies.push(reply));
    for (let ms = 0; ms < 10_000; ms += 2500) {
      expect(replies).toEqual([]);
      const { say } = hub();
      vi.advanceTimersByTime(1000);
      relay.linked(say);
      vi.advanceTimersByTime(1500);
      relay.unlinked(say);
    }
    vi.advanceTimersByTime(1);
    expect(replies).toMatchObject([{ key: "a", problem: expect.stringContaining("is not known") }]);
  });

  it("is waited for anew when it loses a hub that had stayed", () => {
    const relay = new CallRelay(10_000);
    const replies: CallReply[] = [];
    relay.call(call("a"), (reply) => replies.push(reply));
    const [first, second] = [hub(), hub()];
    vi.advanceTimersByTime(9000);
    relay.linked(first.say);
    vi.advanceTimersByTime(10_000);
    relay.unlinked(first.say);
    vi.advanceTimersByTime(9000);
    relay.linked(second.say);
    relay.answer({ kind: "call-answer", id: 1, result: 1 });
    expect(replies).toEqual([{ key: "a", result: 1 }]);
  });

  it("does not care about the end of a hub that another has taken the place of", async () => {
    const relay = new CallRelay(20);
    const [old, present] = [hub(), hub()];
    relay.linked(old.say);
    relay.linked(present.say);
    relay.unlinked(old.say);
    relay.call(call("a"), () => undefined);
    expect(present.said).toHaveLength(1);
  });

  it("is forgotten when its caller leaves", () => {
    const relay = new CallRelay();
    const { said, say } = hub();
    const forget = relay.call(call("a"), () => expect.unreachable());
    forget();
    relay.linked(say);
    relay.answer({ kind: "call-answer", id: 1, result: 1 });
    expect(said).toEqual([]);
  });

  it("is turned away beyond as many as may wait", async () => {
    const relay = new CallRelay();
    for (let at = 0; at < MAX_WAITING_CALLS; at += 1) relay.call(call(`${at}`), () => undefined);
    const { problem } = { problem: "", ...(await answered(relay, "one more")) };
    expect(problem).toContain("Too many calls");
  });
});

it("tells the next hub what was taken while none was there, before it asks anything", () => {
  const relay = new CallRelay();
  const { said, say } = hub();
  relay.call(call("b"), () => undefined);
  relay.taken("a");
  relay.linked(say);
  relay.taken("c");
  expect(said.map((message) => message.kind)).toEqual(["call-taken", "call", "call-taken"]);
});

it("passes on what a hub tells before it answers, and to the hub that nobody waits any more", () => {
  const relay = new CallRelay();
  const { said, say } = hub();
  relay.linked(say, true);
  const replies: CallReply[] = [];
  relay.call({ ...call("a"), kind: "mcp" }, (reply) => replies.push(reply));
  expect(said).toMatchObject([{ kind: "call", takesNews: true }]);
  relay.news({ kind: "call-news", id: 1, news: "half" });
  relay.cancel("a");
  relay.cancel("b");
  relay.answer({ kind: "call-answer", id: 1, result: 1 });
  expect(replies).toEqual([{ key: "a", news: "half" }]);
  expect(said.at(-1)).toEqual({ kind: "call-cancelled", key: "a" });
});

it("does not tell an earlier hub of what it does not know", () => {
  const relay = new CallRelay();
  const { said, say } = hub();
  relay.linked(say);
  relay.call(call("a"), () => expect.unreachable());
  relay.cancel("a");
  expect(said).toEqual([{ kind: "call", id: 1, call: call("a") }]);
});
