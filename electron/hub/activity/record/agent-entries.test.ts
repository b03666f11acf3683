import { describe, expect, it } from "vitest";
import { AgentId, type Agent, type AgentState } from "../../../../shared/contract/agents.ts";
import type { Activity } from "../../../../shared/link/activity.ts";
import { calledEntry } from "../sources/called-entry.ts";
import { timelineOf } from "../timeline/timeline-of.ts";
import type { LineEntry } from "../sources/line-source.ts";
import { agentEntries, type GivenAnswer } from "./agent-entries.ts";
import { afterRecorded, NO_MEMORY, type AgentMemory } from "./agent-memory.ts";

const QA = AgentId.parse("qa");
const RUNNING: AgentState = { kind: "running", since: 100, pid: 1 };
const known = (since: number) => ({ since, evidence: [] });
const ASKS: Activity = { kind: "waiting", what: "permission", text: "Run it?", tool: "Bash", ...known(330) };

interface Step {
  readonly at: number;
  readonly state?: AgentState;
  readonly activity?: Activity;
  readonly answer?: GivenAnswer;
}

/** One turn with two tools, one of which asks for a permission. */
const TURN: readonly Step[] = [
  { at: 90, state: { kind: "starting", since: 90 } },
  { at: 110 },
  { at: 200, activity: { kind: "idle", ...known(200) } },
  { at: 300, activity: { kind: "busy", ...known(299) } },
  { at: 310, activity: { kind: "busy", tool: "Bash", ...known(299) } },
  { at: 330, activity: ASKS },
  {
    at: 400,
    activity: { kind: "busy", tool: "Bash", ...known(400) },
    answer: { decision: "deny", message: "Do not." },
  },
  { at: 410, activity: { kind: "busy", ...known(400) } },
  { at: 420, activity: { kind: "busy", tool: "Read", ...known(400) } },
  { at: 450, activity: { kind: "idle", ...known(450) } },
  { at: 500, state: { kind: "exited", status: { code: 0, at: 499 } } },
];

function play(steps: readonly Step[], begin: AgentMemory = NO_MEMORY) {
  let memory = begin;
  const entries: LineEntry[] = [];
  for (const { at, state = RUNNING, activity, answer } of steps) {
    const agent: Agent = {
      id: QA,
      program: "claude",
      state,
      hasTerminal: true,
      ...(activity && { activity }),
    };
    const recorded = agentEntries(memory, agent, at, answer);
    memory = recorded.memory;
    entries.push(...recorded.entries);
  }
  return { memory, entries };
}

function inShort(entries: readonly LineEntry[]): string[] {
  return entries.map(({ at, kind, event }) => `${at} ${kind} ${event}`);
}

const WHOLE = [
  "90 state starting",
  "100 state running",
  "200 state idle",
  "299 turn began",
  "330 asked permission",
  "400 asked denied",
  "410 tool used",
  "450 tool used",
  "450 turn ended",
  "499 state exited",
];

describe("what is recorded of an agent", () => {
  it("is its states, its turns with their tools, and what it asked", () => {
    const { entries } = play(TURN);
    expect(inShort(entries)).toEqual(WHOLE);
    expect(entries[5]?.details).toMatchObject({ by: "a person, from the list", message: "Do not." });
    expect(entries[6]?.details).toEqual({ tool: "Bash", ms: "100" });
    expect(entries[8]?.details).toEqual({ ms: "151", tools: "2" });
  });

  it("is recorded once, wherever the hub was started anew in between, and whatever is told twice", () => {
    for (let cut = 0; cut <= TURN.length; cut += 1) {
      const before = play(TURN.slice(0, cut));
      // What the next hub remembers is what it reads in the file.
      const recalled = before.entries.reduce(afterRecorded, NO_MEMORY);
      const again = cut === 0 ? [] : TURN.slice(cut - 1, cut);
      const after = play([...again, ...TURN.slice(cut).flatMap((step) => [step, step])], recalled);
      const all = inShort([...before.entries, ...after.entries]);
      // A tool that was in use when the hub ended is told as far as the next one saw it.
      expect(all).toEqual(WHOLE);
    }
  });

  it("says what a person answered to questions", () => {
    const asks: Activity = { kind: "waiting", what: "question", text: "Which?", ...known(330) };
    const { entries } = play([
      { at: 330, activity: asks },
      {
        at: 400,
        activity: { kind: "busy", ...known(400) },
        answer: { decision: "reply", replies: [{ chosen: ["Red", "Blue"] }, { chosen: [], words: "none" }] },
      },
    ]);
    expect(entries.at(-1)).toMatchObject({
      event: "answered",
      text: "What qa asked was answered: Which?",
      details: { by: "a person, from the list", message: "Red, Blue; none" },
    });
  });

  it("says that a person declined to answer questions, and with which words", () => {
    const asks: Activity = { kind: "waiting", what: "question", text: "Which?", ...known(330) };
    const { entries } = play([
      { at: 330, activity: asks },
      {
        at: 400,
        activity: { kind: "busy", ...known(400) },
        answer: { decision: "deny", message: "Ask lead." },
      },
    ]);
    expect(entries.at(-1)).toMatchObject({
      event: "denied",
      text: "What qa asked was declined: Which?",
      details: { by: "a person, from the list", message: "Ask lead." },
    });
  });

  it("ends what was open when the agent is found stopped", () => {
    const { memory } = play(TURN.slice(0, 6));
    const { entries } = play([{ at: 900, state: { kind: "stopped" } }], memory);
    expect(inShort(entries)).toEqual([
      "900 asked answered",
      "900 tool used",
      "900 turn ended",
      "900 state stopped",
    ]);
  });

  it("tells a problem once for as long as it lasts, also over a restart of the hub", () => {
    const agent: Agent = {
      id: QA,
      program: "claude",
      state: RUNNING,
      hasTerminal: true,
      problem: "The disk is full.",
    };
    const first = agentEntries(NO_MEMORY, agent, 500);
    expect(inShort(first.entries)).toEqual(["100 state running", "500 problem agent"]);
    expect(agentEntries(first.entries.reduce(afterRecorded, NO_MEMORY), agent, 600).entries).toEqual([]);
    const { problem: _problem, ...well } = agent;
    const { memory } = agentEntries(first.memory, well, 700);
    expect(inShort(agentEntries(memory, agent, 800).entries)).toEqual(["800 problem agent"]);
  });

  it("takes times of its host only where they can be true", () => {
    const state: AgentState = { kind: "running", since: 5e15, pid: 1 };
    const { entries } = play([
      { at: 1000, state },
      { at: 2000, state, activity: { kind: "busy", ...known(-7) } },
    ]);
    expect(inShort(entries)).toEqual(["1000 state running", "1000 turn began"]);
  });

  it("is drawn with the calls of its tools as the ledger has them", () => {
    const call = { kind: "tool-call", user: "qa", tool: "qms_close", ms: 20, server: "qms" };
    const lines = [
      { ...call, outcome: "done", arguments: '{"doc_id":"CR-001"}' },
      { ...call, outcome: "no such outcome" },
    ];
    const entries = lines.flatMap((line, number) => {
      const entry = calledEntry(line, 200 + number);
      return entry === undefined ? [] : [{ ...entry, id: String(number) }];
    });
    const day = timelineOf(entries, { agent: QA, day: "1970-01-01", from: 150, to: 86_400_000, now: 600 });
    expect(day.calls).toEqual([
      { tool: "qms_close", from: 180, to: 200, outcome: "done", document: "CR-001" },
    ]);
  });

  it("is drawn as a day with its states and turns", () => {
    const entries = play(TURN).entries.map((entry, number) => ({ ...entry, id: String(number) }));
    const day = timelineOf(entries, { agent: QA, day: "1970-01-01", from: 150, to: 86_400_000, now: 600 });
    expect(day.states.map(({ state, from, to }) => [state, from, to])).toEqual([
      ["running", 150, 200],
      ["idle", 200, 299],
      ["busy", 299, 330],
      ["waiting", 330, 400],
      ["busy", 400, 450],
      ["idle", 450, 499],
      ["exited", 499, undefined],
    ]);
    expect(day.turns).toEqual([
      {
        from: 299,
        to: 450,
        tools: [
          { tool: "Bash", from: 310, to: 410 },
          { tool: "Read", from: 420, to: 450 },
        ],
        toolCount: 2,
      },
    ]);
  });
});
