import type { ActivityEntry } from "../../../../shared/contract/activity.ts";
import { MOST_SPANS, MOST_TOOLS, SPAN_STATES } from "../../../../shared/activity/timeline-limits.ts";
import type {
  AgentTimeline,
  CalledTool,
  StateSpan,
  ToolUse,
  Turn,
} from "../../../../shared/contract/agent-page.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { CallOutcome } from "../../../../shared/contract/tools.ts";
import { isAnswer } from "../record/agent-memory.ts";

/** The day that a timeline is of. */
export interface TimelineDay {
  readonly agent: AgentId;
  readonly day: string;
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

interface OpenTurn {
  readonly from: number;
  readonly tools: ToolUse[];
  toolCount: number;
}

type SpanState = StateSpan["state"];
const STATES: ReadonlySet<string> = new Set(SPAN_STATES);

/** What an agent did on a day, from its entries of then and some from before, the earliest first. */
export function timelineOf(entries: readonly ActivityEntry[], day: TimelineDay): AgentTimeline {
  const drawing = new Drawing();
  for (const entry of entries) drawing.take(entry);
  const end = Math.min(day.to, day.now);
  const isWithin = ({ from, to = end }: { from: number; to?: number | undefined }): boolean =>
    from < day.to && to >= day.from;
  const states = drawing.spans
    .filter(isWithin)
    .map((span) => ({ ...span, from: Math.max(span.from, day.from) }));
  const turns = drawing.turns().filter(isWithin);
  const { agent, day: name, from, to } = day;
  return {
    agent,
    day: name,
    from,
    to,
    states: states.slice(-MOST_SPANS),
    turns: turns.slice(-MOST_SPANS),
    calls: drawing.calls.filter(isWithin).slice(-MOST_SPANS),
  };
}

/** Makes stretches of time of what happened at moments. */
class Drawing {
  readonly spans: StateSpan[] = [];
  readonly calls: CalledTool[] = [];
  readonly #turns: Turn[] = [];
  #turn: OpenTurn | undefined;

  turns(): Turn[] {
    return this.#turn === undefined ? this.#turns : [...this.#turns, this.#turn];
  }

  take(entry: ActivityEntry): void {
    const { at, kind, event, text, details } = entry;
    switch (kind) {
      case "state":
        if (isState(event)) this.#enter(event, at, details["reason"]);
        if (event !== "idle" && event !== "running" && event !== "lost") this.#end(undefined);
        return;
      case "turn":
        if (event === "began") {
          this.#end(undefined);
          this.#turn = { from: at, tools: [], toolCount: 0 };
          return this.#enter("busy", at);
        }
        this.#end(at, details["failure"]);
        return this.#enter("idle", at);
      case "tool":
        return this.#used(details["tool"] ?? text, at, Number(details["ms"]));
      case "call":
        return this.#called(entry);
      case "asked":
        if (isAnswer(event)) return this.#enter(this.#turn === undefined ? "running" : "busy", at);
        return this.#enter("waiting", at, details["asked"] ?? text);
      default:
    }
  }

  #enter(state: SpanState, at: number, text?: string): void {
    const last = this.spans.at(-1);
    if (last?.state === state && last.text === text) return;
    if (last !== undefined) this.spans[this.spans.length - 1] = { ...last, to: at };
    this.spans.push({ from: at, state, ...(text === undefined ? {} : { text: text.slice(0, 500) }) });
  }

  #used(tool: string, at: number, ms: number): void {
    if (this.#turn === undefined) return;
    this.#turn.toolCount += 1;
    const from = Math.max(this.#turn.from, at - (Number.isFinite(ms) ? Math.max(0, ms) : 0));
    if (this.#turn.tools.length < MOST_TOOLS)
      this.#turn.tools.push({ tool: tool.slice(0, 200), from, to: at });
  }

  #called({ at, event, document, text, details }: ActivityEntry): void {
    const outcome = CallOutcome.safeParse(event).data;
    if (outcome === undefined) return;
    const ms = Number(details["ms"]);
    const tool = (details["tool"] ?? text).slice(0, 200);
    const from = at - (Number.isFinite(ms) ? Math.max(0, ms) : 0);
    this.calls.push({ tool, from, to: at, outcome, ...(document !== undefined && { document }) });
  }

  #end(at: number | undefined, failure?: string): void {
    if (this.#turn === undefined) return;
    this.#turns.push({
      ...this.#turn,
      ...(at === undefined ? {} : { to: at }),
      ...(failure === undefined ? {} : { failure: failure.slice(0, 500) }),
    });
    this.#turn = undefined;
  }
}

function isState(event: string): event is SpanState {
  return STATES.has(event);
}
