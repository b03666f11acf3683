import { assertNever } from "../../../../shared/base/assert-never.ts";
import { isUp } from "../../../../shared/contract/agent-actions.ts";
import type { ActivityKind } from "../../../../shared/contract/activity.ts";
import type { Agent, AgentState } from "../../../../shared/contract/agents.ts";
import type { Activity } from "../../../../shared/link/activity.ts";
import { replyText, type Reply } from "../../../../shared/link/questions.ts";
import type { LineEntry } from "../sources/line-source.ts";
import { afterRecorded, type AgentMemory } from "./agent-memory.ts";

/** More of what a tool was to be run with is not shown of an entry. */
const MOST_INPUT = 4000;

/** How a person answered from the list what an agent asked. */
export type GivenAnswer =
  | { readonly decision: "allow" }
  | { readonly decision: "deny"; readonly message?: string | undefined }
  | { readonly decision: "reply"; readonly replies: readonly Reply[] };

/** What there is to record, and what is remembered after it. */
export interface Recorded {
  readonly memory: AgentMemory;
  readonly entries: readonly LineEntry[];
}

type Waiting = Extract<Activity, { kind: "waiting" }>;

/** What an agent has done since, as its state and its activity show it. */
export function agentEntries(memory: AgentMemory, agent: Agent, now: number, answer?: GivenAnswer): Recorded {
  const writing = new Writing(memory, agent.id, now, answer);
  const { state, problem } = agent;
  const activity = isUp(state) ? agent.activity : undefined;
  const isAtWork = activity?.kind === "busy" || activity?.kind === "waiting" || activity?.kind === "idle";
  // An agent that is being looked for goes on with what it does.
  if (!isAtWork && state.kind !== "lost") writing.end(undefined);
  writing.state(state);
  if (activity !== undefined) writing.activity(activity);
  writing.problem(problem);
  return writing.done();
}

/** Puts together what is recorded at one moment. */
class Writing {
  readonly #agent: string;
  readonly #now: number;
  readonly #answer: GivenAnswer | undefined;
  readonly #entries: LineEntry[] = [];
  #memory: AgentMemory;

  constructor(memory: AgentMemory, agent: string, now: number, answer: GivenAnswer | undefined) {
    this.#memory = memory;
    this.#agent = agent;
    this.#now = now;
    this.#answer = answer;
  }

  done(): Recorded {
    return { memory: this.#memory, entries: this.#entries };
  }

  state(state: AgentState): void {
    const before = this.#memory.state;
    const since = sinceOf(state) ?? this.#now;
    // That nothing ran and nothing runs is no news.
    if (before === undefined && state.kind === "stopped") return;
    const hasMoment = sinceOf(state) !== undefined;
    const isSame = before !== undefined && before.kind === state.kind;
    if (isSame && (!hasMoment || before.since === Math.floor(since))) return;
    this.#add("state", state.kind, stateText(this.#agent, state, before?.kind), since, {
      since: String(Math.floor(since)),
      ...("reason" in state ? { reason: state.reason } : {}),
      ...(state.kind === "exited" ? { code: String(state.status.code) } : {}),
    });
  }

  activity(activity: Activity): void {
    switch (activity.kind) {
      case "busy":
        this.#answered();
        this.#begin(activity.since);
        return this.#tool(activity.tool);
      case "waiting":
        if (activity.what === "permission" || activity.what === "question") this.#begin(activity.since);
        if (activity.tool !== undefined) this.#tool(activity.tool);
        return this.#asks(activity);
      case "idle":
        this.end(activity.failure);
        return this.#rests(activity.since);
      default:
        return this.end(undefined);
    }
  }

  /** Whatever it was at is over. */
  end(failure: string | undefined): void {
    this.#answered();
    this.#tool(undefined);
    const { turn } = this.#memory;
    if (turn === undefined) return;
    const ms = Math.max(0, this.#now - turn.since);
    const text =
      failure === undefined
        ? `${this.#agent} ended its turn`
        : `The turn of ${this.#agent} failed: ${failure}`;
    this.#add("turn", failure === undefined ? "ended" : "failed", text, this.#now, {
      ms: String(ms),
      tools: String(turn.tools),
      ...(failure === undefined ? {} : { failure }),
    });
  }

  problem(problem: string | undefined): void {
    if (problem !== undefined && problem !== this.#memory.problem)
      this.#add("problem", "agent", `${this.#agent}: ${problem}`, this.#now, { problem });
    const { problem: _before, ...rest } = this.#memory;
    this.#memory = problem === undefined ? rest : { ...rest, problem };
  }

  #rests(since: number): void {
    if (!this.#memory.isReady) this.#add("state", "idle", `${this.#agent} is ready`, since);
  }

  #begin(since: number): void {
    if (this.#memory.turn === undefined) this.#add("turn", "began", `${this.#agent} began a turn`, since);
  }

  #tool(tool: string | undefined): void {
    const before = this.#memory.tool;
    if (before?.name === tool) return;
    if (before !== undefined) {
      const ms = String(Math.max(0, this.#now - before.since));
      this.#add("tool", "used", `${this.#agent} used ${before.name}`, this.#now, { tool: before.name, ms });
    }
    if (tool !== undefined) this.#memory = { ...this.#memory, tool: { name: tool, since: this.#now } };
  }

  #asks({ what, text, tool, input, since }: Waiting): void {
    const before = this.#memory.asked;
    if (before !== undefined && before.what === what && before.text === text) return;
    this.#answered();
    this.#add("asked", what, `${this.#agent} ${ASKS[what]}: ${text}`, since, {
      asked: text,
      ...(tool === undefined ? {} : { tool }),
      ...(input === undefined ? {} : { input: input.slice(0, MOST_INPUT) }),
    });
  }

  #answered(): void {
    const { asked } = this.#memory;
    if (asked === undefined) return;
    const answer = this.#answer;
    const event = answer === undefined ? "answered" : ANSWERED[answer.decision];
    const details = {
      asked: asked.text,
      ...(answer === undefined ? {} : { by: "a person, from the list", ...saidWith(answer) }),
    };
    const became = asked.what === "question" && event === "denied" ? "declined" : event;
    this.#add("asked", event, `What ${this.#agent} asked was ${became}: ${asked.text}`, this.#now, details);
  }

  /** Times come from the agent's own host: they are taken where they can be true. */
  #add(
    kind: ActivityKind,
    event: string,
    text: string,
    since: number,
    details: Readonly<Record<string, string>> = {},
  ): void {
    const at = Math.floor(Math.min(this.#now, Math.max(since, this.#memory.at)));
    const entry: LineEntry = { at, kind, event, agent: this.#agent, text, details };
    this.#entries.push(entry);
    this.#memory = afterRecorded(this.#memory, entry);
  }
}

const ANSWERED: Record<GivenAnswer["decision"], string> = {
  allow: "allowed",
  deny: "denied",
  reply: "answered",
};

/** What the person has said to the agent. */
function saidWith(answer: GivenAnswer): { readonly message?: string } {
  switch (answer.decision) {
    case "allow":
      return {};
    case "deny":
      return answer.message === undefined ? {} : { message: answer.message };
    case "reply":
      return { message: answer.replies.map(replyText).join("; ").slice(0, MOST_INPUT) };
    default:
      return assertNever(answer);
  }
}

const ASKS: Record<Waiting["what"], string> = {
  permission: "asks for a permission",
  question: "asks a question",
  login: "needs a login",
  trust: "asks whether the folder is trusted",
};

function sinceOf(state: AgentState): number | undefined {
  if ("since" in state) return state.since;
  if (state.kind === "exited") return state.status.at;
  return state.kind === "failed" ? state.at : undefined;
}

function stateText(agent: string, state: AgentState, before: string | undefined): string {
  switch (state.kind) {
    case "stopped":
      return `${agent} was stopped`;
    case "starting":
      return `${agent} is being started`;
    case "running":
      return before === "lost" ? `${agent} was found again` : `${agent} runs`;
    case "stopping":
      return `${agent} is being stopped`;
    case "exited":
      return `${agent} ended by itself with ${state.status.code}`;
    case "failed":
      return `${agent} failed: ${state.reason}`;
    case "lost":
      return `The link to ${agent} is down`;
    case "outdated":
      return `${agent} runs under another version of Quorum`;
    default:
      return assertNever(state);
  }
}
