import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Emitter } from "../../shared/base/emitter.ts";
import { trackDisposables } from "../../shared/base/track-disposables.test-support.ts";
import { AgentId, type Agent } from "../../shared/contract/agents.ts";
import type { AgentUsage, UsageChange } from "../../shared/contract/usage.ts";
import { PROMPT, replyLine } from "../../shared/usage/transcript-lines.test-support.ts";
import { createJsonLog } from "./log/json-log.ts";
import { OwnUsage } from "./own-usage.ts";
import { settled } from "./policies/fake-team.test-support.ts";
import { TestClock } from "./policies/test-clock.test-support.ts";
import type { UsingAgent } from "./usage/follow-usage.ts";

const QA = AgentId.parse("qa");

/** An agent that says what the test wants. */
class FakeAgent implements UsingAgent {
  readonly #changed = new Emitter<Agent>();
  readonly #transcript = new Emitter<string>();
  readonly onChanged = this.#changed.event;
  readonly onTranscript = this.#transcript.event;
  view: Agent;

  constructor(id: AgentId) {
    const state = { kind: "running", since: 1, pid: 42 } as const;
    this.view = { id, program: "Claude Code", state, hasTerminal: true };
  }

  becomes(kind: "busy" | "idle"): void {
    this.view = { ...this.view, activity: { kind, since: 1, evidence: [] } };
    this.#changed.fire(this.view);
  }

  talksIn(transcript: string): void {
    this.#transcript.fire(transcript);
  }
}

let root = "";
let transcript = "";
let clock: TestClock;
let agent: FakeAgent;
let usage: OwnUsage;

function open(): void {
  agent = new FakeAgent(QA);
  usage = new OwnUsage({
    dataFolder: root,
    agents: [agent, new FakeAgent(AgentId.parse("lead"))],
    clock,
    log: createJsonLog(() => undefined, Date.now),
  });
}

function add(...lines: readonly string[]): void {
  appendFileSync(transcript, lines.map((line) => `${line}\n`).join(""));
}

/** Resolves with what the agent used once it took so many turns. */
async function afterTurns(count: number): Promise<AgentUsage> {
  const ended = new AbortController();
  for await (const change of usage.changes(ended.signal)) {
    const found = usageIn(change).find(
      (one) => one.agent === QA && one.days.reduce((sum, { turns }) => sum + turns, 0) === count,
    );
    if (found !== undefined) return found;
  }
  throw new Error("it ended");
}

function usageIn(change: UsageChange): readonly AgentUsage[] {
  return change.kind === "snapshot" ? change.usage : [change.usage];
}

async function firstOf(): Promise<UsageChange> {
  for await (const change of usage.changes(new AbortController().signal)) return change;
  throw new Error("it ended");
}

describe("the usage of a project's agents", () => {
  trackDisposables();

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "quorum-usage-"));
    transcript = join(root, "conversation.jsonl");
    clock = new TestClock();
    open();
  });
  afterEach(async () => {
    await usage.close();
    rmSync(root, { recursive: true });
  });

  it("begins with all agents, and tells of each that uses something", async () => {
    const none = { days: [], unreadableLines: 0 };
    expect(await firstOf()).toEqual({
      kind: "snapshot",
      usage: [
        { agent: "qa", ...none },
        { agent: "lead", ...none },
      ],
    });
    add(PROMPT, replyLine({ id: "one" }));
    agent.talksIn(transcript);
    expect(await afterTurns(1)).toMatchObject({ days: [{ turns: 1, replies: 1, outputTokens: 20 }] });
  });

  it("is read every ten seconds while an agent works, and again when it has done so", async () => {
    agent.talksIn(transcript);
    agent.becomes("busy");
    for (let turn = 1; turn <= 3; turn += 1) {
      await settled();
      add(PROMPT, replyLine({ id: `reply ${turn}` }));
      const known = afterTurns(turn);
      clock.pass(10_000);
      await known;
    }
    add(PROMPT, replyLine({ id: "the last" }));
    const known = afterTurns(4);
    agent.becomes("idle");
    await known;
  });

  it("finds what a program writes only after its turn has ended", async () => {
    agent.talksIn(transcript);
    agent.becomes("busy");
    agent.becomes("idle");
    await firstOf();
    await settled();
    add(PROMPT, replyLine({ id: "late" }));
    const known = afterTurns(1);
    clock.pass(2000);
    await known;
  });

  it("is kept for the next hub, which counts nothing twice", async () => {
    add(PROMPT, replyLine({ id: "one" }));
    agent.talksIn(transcript);
    const before = await afterTurns(1);
    await usage.close();
    open();
    agent.talksIn(transcript);
    add(PROMPT, replyLine({ id: "two" }));
    agent.becomes("busy");
    agent.becomes("idle");
    const after = await afterTurns(2);
    expect(after.days[0]?.inputTokens).toBe(2 * (before.days[0]?.inputTokens ?? 0));
  });
});
