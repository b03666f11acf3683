import { describe, expect, it } from "vitest";
import { isUp } from "../contract/agent-actions.ts";
import { AgentId } from "../contract/agents.ts";
import { LaunchLimits, type LaunchPolicy, type StopPolicy } from "../contract/policies.ts";
import { decide, type DecideInput, type PolicyDecision } from "./decide.ts";
import type { AgentMemory } from "./policy-memory.ts";
import type { AgentSituation } from "./situation.ts";
import { MINUTE, NOW, QA, RUNNING, situation, STATES, STOPPED, task } from "./situation.test-support.ts";

const LAUNCHES: readonly LaunchPolicy[] = ["manual", "on-task", "always"];
const STOPS: readonly StopPolicy[] = [
  { kind: "manual" },
  { kind: "inbox-empty" },
  { kind: "idle-for", minutes: 10 },
];
const ACTIVITIES = ["starting", "idle", "busy", "waiting", "no-signal", "exited"] as const;

function decideAbout(
  situations: readonly AgentSituation[],
  more: Partial<Omit<DecideInput, "limits">> & { readonly limits?: Partial<LaunchLimits> } = {},
): PolicyDecision {
  const { limits, ...rest } = more;
  return decide({
    situations,
    memories: new Map(),
    requests: new Map(),
    now: NOW,
    ...rest,
    limits: LaunchLimits.parse(limits ?? {}),
  });
}

/** What is done about one agent, in a word. */
function done(one: AgentSituation, memory?: AgentMemory, now = NOW): string {
  const memories = new Map(memory === undefined ? [] : [[one.agent, memory]]);
  const { actions, outlooks } = decideAbout([one], { memories, now });
  return actions[0]?.kind ?? outlooks.get(one.agent)?.kind ?? "nothing";
}

function atRest(reason: "person" | "finished" | "policy" | "gave-up", ...tasks: string[]): AgentMemory {
  return { crashes: [], rest: { reason, at: NOW - 20 * MINUTE, tasks } };
}

describe("launching by policy", () => {
  for (const state of STATES) {
    for (const launch of LAUNCHES) {
      for (const hasTask of [false, true]) {
        const wants = launch === "always" || (launch === "on-task" && hasTask);
        const expected = wants && !isUp(state) ? "launch" : "nothing";
        it(`${expected}: ${launch}, ${state.kind}, ${hasTask ? "a task" : "no task"}`, () => {
          const tasks = hasTask ? [task("one", false)] : [];
          expect(done(situation({ state, policy: { launch }, tasks }))).toBe(expected);
        });
      }
    }
  }

  const tasks = [task("old"), task("older")];
  const table: readonly (readonly [LaunchPolicy, AgentMemory, "same" | "fresh" | "none", string])[] = [
    ["manual", atRest("person"), "fresh", "nothing"],
    ["manual", atRest("finished"), "fresh", "nothing"],
    ["manual", atRest("policy"), "fresh", "nothing"],
    ["on-task", atRest("person", "old", "older"), "same", "rests"],
    ["on-task", atRest("person", "old", "older"), "fresh", "launch"],
    ["on-task", atRest("person", "old", "older"), "none", "nothing"],
    ["on-task", atRest("finished", "old", "older"), "same", "rests"],
    ["on-task", atRest("finished", "old"), "same", "launch"],
    ["on-task", atRest("policy", "old", "older"), "same", "rests"],
    ["on-task", atRest("policy"), "same", "launch"],
    ["on-task", atRest("gave-up", "old", "older"), "same", "rests"],
    ["on-task", atRest("gave-up", "old", "older"), "fresh", "launch"],
    ["always", atRest("person", "old", "older"), "same", "rests"],
    ["always", atRest("person", "old", "older"), "fresh", "rests"],
    ["always", atRest("person"), "none", "rests"],
    ["always", atRest("gave-up"), "fresh", "rests"],
    ["always", atRest("finished", "old", "older"), "same", "launch"],
    ["always", atRest("finished"), "none", "launch"],
    ["always", atRest("policy"), "none", "nothing"],
    ["always", atRest("policy", "old", "older"), "same", "rests"],
    ["always", atRest("policy", "old", "older"), "fresh", "launch"],
  ];
  for (const [launch, memory, which, expected] of table) {
    const { reason = "", tasks: left = [] } = memory.rest ?? {};
    it(`${expected}: ${launch}, at rest (${reason}) with ${left.length} tasks left, ${which} tasks`, () => {
      const now = { same: tasks, fresh: [...tasks, task("fresh", false)], none: [] }[which];
      expect(done(situation({ policy: { launch }, tasks: now }), memory)).toBe(expected);
    });
  }

  it("says that a manual agent was given up, where it was to be restarted", () => {
    const policy = { restarts: 2 };
    expect(done(situation({ policy }), atRest("gave-up"))).toBe("rests");
    expect(done(situation(), atRest("gave-up"))).toBe("nothing");
  });
});

describe("restarting after a crash", () => {
  for (const launch of LAUNCHES) {
    it(`waits twice as long each time, and at most five minutes (${launch})`, () => {
      const one = situation({ policy: { launch, restarts: 20 } });
      const waits = [1, 2, 3, 6, 7, 12].map((count) => {
        const memory = { crashes: Array.from({ length: count }, () => NOW) };
        const { nextAt, actions, outlooks } = decideAbout([one], { memories: new Map([[QA, memory]]) });
        expect(actions).toEqual([]);
        expect(outlooks.get(QA)).toMatchObject({ kind: "launches", at: nextAt });
        expect(done(one, memory, nextAt)).toBe("launch");
        return (nextAt ?? 0) - NOW;
      });
      expect(waits).toEqual([5000, 10_000, 20_000, 160_000, 300_000, 300_000]);
    });
  }

  it("does not launch what ended well the moment before, although it is always launched", () => {
    const memory: AgentMemory = { crashes: [], rest: { reason: "finished", at: NOW - 1000, tasks: [] } };
    const one = situation({ policy: { launch: "always" } });
    expect(done(one, memory)).toBe("launches");
    expect(done(one, memory, NOW + 4000)).toBe("launch");
  });
});

describe("stopping by policy", () => {
  for (const stop of STOPS) {
    for (const state of STATES) {
      for (const kind of [...ACTIVITIES, undefined]) {
        for (const itemCount of [0, 1]) {
          const isIdle = state.kind === "running" && kind === "idle";
          const wants = stop.kind === "idle-for" || (stop.kind === "inbox-empty" && itemCount === 0);
          const expected = isIdle && wants ? "stop" : "nothing";
          it(`${expected}: ${stop.kind}, ${state.kind}, ${kind ?? "activity unknown"}, ${itemCount} items`, () => {
            const activity = kind && { kind, since: NOW - 60 * MINUTE };
            expect(done(situation({ state, policy: { stop }, activity, itemCount }))).toBe(expected);
          });
        }
      }
    }
  }

  const long = NOW - 60 * MINUTE;
  const idle = { kind: "idle", since: long } as const;
  for (const [what, said] of [
    ["its turn ended", { activity: { kind: "idle", since: NOW - 20_000 } }],
    ["its inbox changed", { inboxChangedAt: NOW - 20_000 }],
    ["a person typed", { typedAt: NOW - 20_000 }],
    ["it came up", { state: { kind: "running", since: NOW - 20_000, pid: 1 } }],
  ] as const) {
    it(`lets a quiet minute pass since ${what}, when the inbox is empty`, () => {
      const one = situation({
        state: RUNNING,
        activity: idle,
        policy: { stop: { kind: "inbox-empty" } },
        ...said,
      });
      const { actions, outlooks, nextAt } = decideAbout([one]);
      expect(actions).toEqual([]);
      expect(nextAt).toBe(NOW + 40_000);
      expect(outlooks.get(QA)).toMatchObject({ kind: "stops", at: nextAt });
      expect(done(one, undefined, NOW + 39_999)).toBe("stops");
      expect(done(one, undefined, NOW + 40_000)).toBe("stop");
    });
  }

  it("counts the minutes of idleness from when a person last typed, and not from what came meanwhile", () => {
    const policy = { stop: { kind: "idle-for", minutes: 10 } } as const;
    const typed = situation({ state: RUNNING, activity: idle, policy, typedAt: NOW - 4 * MINUTE });
    expect(decideAbout([typed]).nextAt).toBe(NOW + 6 * MINUTE);
    const came = situation({ state: RUNNING, activity: idle, policy, inboxChangedAt: NOW, itemCount: 1 });
    expect(done(came)).toBe("stop");
  });

  for (const stop of STOPS) {
    it(`stops nobody who is still to be told of something (${stop.kind})`, () => {
      const one = situation({ state: RUNNING, activity: idle, policy: { stop }, hasNotices: true });
      expect(done(one)).toBe("nothing");
    });
  }
});

describe("launching several at once", () => {
  const names = ["bu", "qa", "tu_scene", "tu_sketch", "tu_ui"].map((name) => AgentId.parse(name));
  const policy = { launch: "on-task" } as const;
  /** The later in the list, the longer its task waits. */
  const team = names.map((agent, index) =>
    situation({ agent, policy, tasks: [task(agent, false, NOW - index * MINUTE)] }),
  );
  const launched = (decision: PolicyDecision): string[] =>
    decision.actions.filter(({ kind }) => kind === "launch").map(({ agent }) => agent);

  it("takes them in turn, whoever waits longest first", () => {
    const decision = decideAbout(team);
    expect(launched(decision)).toEqual(["tu_ui"]);
    expect([...decision.outlooks.values()].map(({ kind }) => kind)).toEqual(Array(4).fill("queued"));
    expect(launched(decideAbout(team, { limits: { starting: 3 } }))).toEqual([
      "tu_ui",
      "tu_sketch",
      "tu_scene",
    ]);
  });

  it("takes those first whom a person wants", () => {
    const requests = new Map(names.slice(0, 2).map((agent, index) => [agent, NOW - index]));
    expect(launched(decideAbout(team, { requests, limits: { starting: 3 } }))).toEqual(["qa", "bu", "tu_ui"]);
  });

  it("lets no more run than may, whoever wants it", () => {
    const up = team.map((one, index) => (index < 3 ? { ...one, state: RUNNING } : one));
    const requests = new Map(names.map((agent) => [agent, NOW]));
    const decision = decideAbout(up, { requests, limits: { running: 3 } });
    expect(launched(decision)).toEqual([]);
    expect(decision.outlooks.get(names[4] ?? QA)).toMatchObject({
      kind: "queued",
      reason: expect.stringContaining("No more than 3 agents") as string,
    });
    expect(launched(decideAbout(up, { limits: { running: 4 } }))).toEqual(["tu_ui"]);
  });

  for (const [what, said] of [
    ["being started", { state: { kind: "starting", since: NOW - 10_000 } }],
    ["coming up", { state: { ...RUNNING, since: NOW - 10_000 }, activity: { kind: "starting", since: NOW } }],
  ] as const) {
    it(`waits for one that is ${what}, but not for ever`, () => {
      const others = team.map((one, index) => (index === 0 ? { ...one, ...said } : one));
      const decision = decideAbout(others);
      expect(launched(decision)).toEqual([]);
      expect(decision.nextAt).toBe(NOW + 20_000);
      expect(launched(decideAbout(others, { now: NOW + 20_000 }))).toEqual(["tu_ui"]);
    });
  }

  it("does not wait for one that waits for a person", () => {
    const asking = { state: { ...RUNNING, since: NOW }, activity: { kind: "waiting", since: NOW } } as const;
    const others = team.map((one, index) => (index === 0 ? { ...one, ...asking } : one));
    expect(launched(decideAbout(others))).toEqual(["tu_ui"]);
  });

  it("counts what is out of reach as running, and nothing that is down", () => {
    const states = team.map((one, index) => ({ ...one, state: STATES[index + 3] ?? STOPPED }));
    // Stopping, exited, failed, lost, outdated.
    expect(launched(decideAbout(states, { limits: { running: 4, starting: 5 } }))).toEqual(["tu_scene"]);
  });
});
