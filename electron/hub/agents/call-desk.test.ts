import { describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { MAX_WAITING_CALLS, type AgentCall } from "../../../shared/link/agent-calls.ts";
import type { HubMessage } from "../../../shared/link/link-frames.ts";
import { createJsonLog } from "../log/json-log.ts";
import type { CallContext } from "./call-answerer.ts";
import { CallDesk } from "./call-desk.ts";

const QA = AgentId.parse("qa");

/** A desk whose calls are answered when the test says so. */
class TestDesk {
  readonly asked: AgentCall[] = [];
  readonly taken: string[] = [];
  readonly said: HubMessage[] = [];
  readonly log: string[] = [];
  readonly #answers: { resolve(result: unknown): void; reject(error: unknown): void }[] = [];
  readonly desk = new CallDesk({
    agent: QA,
    log: createJsonLog((line) => this.log.push(line), Date.now),
    calls: {
      answer: (agent, call) => {
        if (agent !== QA) throw new Error(`asked for ${agent}`);
        this.asked.push(call);
        return new Promise((resolve, reject) => {
          this.#answers.push({ resolve, reject });
        });
      },
      taken: (_agent, key) => void this.taken.push(key),
    },
  });

  call(id: number, key: string): Promise<void> {
    const call = { key, kind: "qms", body: null };
    return this.desk.answer({ kind: "call", id, call }, (message) => this.said.push(message));
  }

  resolve(at: number, result: unknown): void {
    this.#answers[at]?.resolve(result);
  }

  reject(at: number, error: unknown): void {
    this.#answers[at]?.reject(error);
  }
}

describe("calls of an agent", () => {
  it("are answered as each is done, and none waits for another", async () => {
    const test = new TestDesk();
    const [first, second] = [test.call(1, "a"), test.call(2, "b")];
    test.resolve(1, "second");
    await second;
    test.resolve(0, "first");
    await first;
    expect(test.said).toEqual([
      { kind: "call-answer", id: 2, result: "second" },
      { kind: "call-answer", id: 1, result: "first" },
    ]);
  });

  it("are carried out once, although they come again before and after they are answered", async () => {
    const test = new TestDesk();
    const [first, again] = [test.call(1, "a"), test.call(1, "a")];
    test.resolve(0, "done");
    await Promise.all([first, again]);
    await test.call(7, "a");
    expect(test.asked).toHaveLength(1);
    expect(test.said).toEqual([1, 1, 7].map((id) => ({ kind: "call-answer", id, result: "done" })));
  });

  it("are forgotten once their answer was taken", async () => {
    const test = new TestDesk();
    const first = test.call(1, "a");
    test.resolve(0, "done");
    await first;
    test.desk.taken("a");
    expect(test.taken).toEqual(["a"]);
    void test.call(2, "a");
    expect(test.asked).toHaveLength(2);
  });

  it("fail with the sentence of an expected failure, and of a defect nothing but that", async () => {
    const test = new TestDesk();
    const [expected, defect] = [test.call(1, "a"), test.call(2, "b")];
    test.reject(0, new HubError("denied", "Not now."));
    test.reject(1, new TypeError("secret"));
    await Promise.all([expected, defect]);
    expect(test.said[0]).toEqual({ kind: "call-answer", id: 1, problem: "Not now." });
    expect(JSON.stringify(test.said[1])).not.toContain("secret");
    expect(test.log.join("")).toContain("secret");
  });

  it("are turned away beyond as many as an agent may have", async () => {
    const test = new TestDesk();
    const waiting = Array.from({ length: MAX_WAITING_CALLS }, (_, at) => test.call(at, `key ${at}`));
    await test.call(100, "one more");
    expect(test.said).toMatchObject([{ id: 100, problem: expect.stringContaining("Too many") }]);
    expect(test.asked).toHaveLength(MAX_WAITING_CALLS);
    for (const at of waiting.keys()) test.resolve(at, at);
    await Promise.all(waiting);
    const next = test.call(101, "and another");
    test.resolve(MAX_WAITING_CALLS, "done");
    await next;
    expect(test.said.at(-1)).toEqual({ kind: "call-answer", id: 101, result: "done" });
  });
});

it("tells what there is to tell before the answer, on the link that the call came on last, and nothing after it", async () => {
  const said: string[] = [];
  const contexts: CallContext[] = [];
  const done = Promise.withResolvers<string>();
  const desk = new CallDesk({
    agent: QA,
    log: createJsonLog(() => undefined, Date.now),
    calls: {
      answer: (_agent, _call, context) => {
        contexts.push(context);
        return done.promise;
      },
      taken: () => undefined,
    },
  });
  const call = { key: "a", kind: "mcp", body: null };
  const on = (link: string) => (message: HubMessage) => void said.push(`${link}: ${JSON.stringify(message)}`);
  const first = desk.answer({ kind: "call", id: 1, call, takesNews: true }, on("one"));
  contexts[0]?.tell("half");
  const again = desk.answer({ kind: "call", id: 1, call, takesNews: true }, on("two"));
  contexts[0]?.tell("more");
  desk.cancelled("a");
  expect(contexts[0]?.signal.aborted).toBe(true);
  done.resolve("all");
  await Promise.all([first, again]);
  contexts[0]?.tell("late");
  expect(said.slice(0, 2)).toEqual([
    'one: {"kind":"call-news","id":1,"news":"half"}',
    'two: {"kind":"call-news","id":1,"news":"more"}',
  ]);
  expect(said.slice(2).toSorted()).toEqual([
    'one: {"kind":"call-answer","id":1,"result":"all"}',
    'two: {"kind":"call-answer","id":1,"result":"all"}',
  ]);
});
