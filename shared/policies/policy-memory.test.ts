import { describe, expect, it } from "vitest";
import { AgentMemory, NO_MEMORY, remember, type PolicyEvent } from "./policy-memory.ts";
import { MINUTE, NOW, situation, task } from "./situation.test-support.ts";

const TASKS = [task("told", true), task("untold", false)];
const CRASH: PolicyEvent = { kind: "ended", isCrash: true, at: NOW, ranMs: MINUTE };

function after(memory: AgentMemory, event: PolicyEvent, restarts = 2): AgentMemory {
  return remember(memory, event, situation({ policy: { restarts }, tasks: TASKS }));
}

describe("what policies remember", () => {
  it("is for which tasks an agent was stopped: all of them by a person, those it knew by its policy", () => {
    const byPerson = after(NO_MEMORY, { kind: "stopped", by: "person", at: NOW });
    expect(byPerson.rest).toEqual({ reason: "person", at: NOW, tasks: ["told", "untold"] });
    const byPolicy = after(NO_MEMORY, { kind: "stopped", by: "policy", at: NOW });
    expect(byPolicy.rest).toEqual({ reason: "policy", at: NOW, tasks: ["told"] });
  });

  it("is which tasks it was told of and left, when it ended by itself", () => {
    const ended = after({ crashes: [NOW - 1] }, { kind: "ended", isCrash: false, at: NOW, ranMs: 1 });
    expect(ended).toEqual({ crashes: [], rest: { reason: "finished", at: NOW, tasks: ["told"] } });
  });

  it("is each crash, until there were too many", () => {
    let memory = NO_MEMORY;
    for (let crash = 0; crash < 2; crash += 1) {
      memory = after(memory, { ...CRASH, at: NOW + crash });
      expect(memory.rest).toBeUndefined();
    }
    expect(after(memory, { ...CRASH, at: NOW + 2 })).toEqual({
      crashes: [NOW, NOW + 1, NOW + 2],
      rest: { reason: "gave-up", at: NOW + 2, tasks: ["told", "untold"] },
    });
    expect(after(NO_MEMORY, CRASH, 0).rest?.reason).toBe("gave-up");
  });

  it("is that it was to stop, however it ended then", () => {
    for (const by of ["person", "policy"] as const) {
      const stopped = after({ crashes: [NOW - 1] }, { kind: "stopped", by, at: NOW });
      expect(after(stopped, CRASH)).toBe(stopped);
      expect(after(stopped, { ...CRASH, isCrash: false })).toBe(stopped);
    }
  });

  it("is no earlier crash of one that ran well since", () => {
    const memory = { crashes: [NOW - 2, NOW - 1] };
    expect(after(memory, { ...CRASH, ranMs: 10 * MINUTE })).toEqual({ crashes: [NOW] });
    expect(after(memory, { kind: "ended", isCrash: true, at: NOW, ranMs: undefined }).rest?.reason).toBe(
      "gave-up",
    );
  });

  it("is nothing any more once a person launched it", () => {
    const gone = after({ crashes: [NOW], rest: { reason: "person", at: 1, tasks: [] } }, { kind: "renewed" });
    expect(gone).toEqual(NO_MEMORY);
  });

  it("can be kept on disk, whatever it is", () => {
    const many = Array.from({ length: 300 }, (_, index) => NOW - index);
    const crashed = after({ crashes: many }, CRASH);
    expect(AgentMemory.parse(JSON.parse(JSON.stringify(crashed)))).toEqual(crashed);
    const tasks = Array.from({ length: 20_000 }, (_, index) => task(String(index)));
    const stopped = remember(NO_MEMORY, { kind: "stopped", by: "person", at: 1 }, situation({ tasks }));
    expect(AgentMemory.safeParse(stopped).success).toBe(true);
  });
});
