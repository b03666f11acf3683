import type { AgentTimeline, CalledTool, StateSpan, Turn } from "../../../../shared/contract/agent-page.ts";
import type { CallOutcome } from "../../../../shared/contract/tools.ts";
import { durationText } from "../../../ui/time-text.ts";

/** A stretch of the drawn time, in hundredths of its width. */
export interface Bar {
  readonly key: string;
  readonly left: number;
  readonly width: number;
  readonly look: string;
  readonly title: string;
}

/** A day as it is drawn: with its hours, its states, its turns, their tools, and the calls that the hub carried out. */
export interface DrawnDay {
  readonly hours: readonly { readonly at: number; readonly left: number; readonly text: string }[];
  readonly states: readonly Bar[];
  readonly turns: readonly Bar[];
  readonly tools: readonly Bar[];
  readonly calls: readonly Bar[];
}

const MINUTE_MS = 60_000;
/** A day on which little happened is drawn as if it had been this long. */
const SHORTEST_MS = 20 * MINUTE_MS;
/** What is shorter than this is seen all the same. */
const LEAST_WIDTH = 0.15;
/** How far the times below are from one another, in minutes: the first with which there are few. */
const STEPS = [5, 10, 15, 30, 60, 120, 180];
const MOST_TIMES = 8;
/** A time this far to the right has no room for its words. */
const LAST_TIME = 95;

export const STATE_NAMES: Readonly<Record<StateSpan["state"], string>> = {
  stopped: "Stopped",
  starting: "Starting",
  running: "Running",
  idle: "Idle",
  busy: "Busy",
  waiting: "Waiting for you",
  stopping: "Stopping",
  exited: "Ended",
  failed: "Failed",
  lost: "Link lost",
  outdated: "Of another version",
};

/** Lays out a day from the first thing that happened to the last, from a whole number of minutes on. */
export function drawnDay(timeline: AgentTimeline, now: number): DrawnDay {
  const end = Math.min(now, timeline.to);
  const [from, to] = boundsOf(timeline, end);
  const place = (start: number, until: number): { left: number; width: number } => {
    const left = (100 * (Math.max(start, from) - from)) / (to - from);
    const width = (100 * (Math.min(until, to) - Math.max(start, from))) / (to - from);
    return { left, width: Math.min(100 - left, Math.max(LEAST_WIDTH, width)) };
  };
  return {
    hours: timesBetween(from, to)
      .map((at) => ({ at, left: place(at, at).left, text: clockText(at) }))
      .filter(({ left }) => left < LAST_TIME),
    states: timeline.states.map((span, at) => ({
      key: `${String(span.from)} ${String(at)}`,
      ...place(span.from, span.to ?? end),
      look: span.state,
      title: `${STATE_NAMES[span.state]}${span.text === undefined ? "" : `: ${span.text}`}, ${rangeText(span.from, span.to)}`,
    })),
    turns: timeline.turns.map((turn) => ({
      key: String(turn.from),
      ...place(turn.from, turn.to ?? end),
      look: turn.failure === undefined ? "turn" : "failed",
      title: `Turn, ${rangeText(turn.from, turn.to)}`,
    })),
    tools: timeline.turns.flatMap(({ tools }) =>
      tools.map((tool, at) => ({
        key: `${String(tool.from)} ${String(at)}`,
        ...place(tool.from, tool.to),
        look: "tool",
        title: `${tool.tool}, ${durationText(tool.to - tool.from)}`,
      })),
    ),
    calls: timeline.calls.map((call, at) => ({
      key: `${String(call.from)} ${String(at)}`,
      ...place(call.from, call.to),
      look: isDone(call) ? "tool" : "failed",
      title: `${call.tool}, ${OUTCOME_WORDS[call.outcome]}, ${clockText(call.to)}`,
    })),
  };
}

/** A turn in words: when, how long, with which tools. */
export interface TurnLine {
  readonly key: string;
  readonly from: number;
  readonly time: string;
  readonly took: string;
  readonly tools: string;
  readonly failure: string | undefined;
}

/** The turns of a day in words, the latest first. */
export function turnLines({ turns, to }: AgentTimeline, now: number): readonly TurnLine[] {
  return turns
    .map((turn): TurnLine => ({
      key: String(turn.from),
      from: turn.from,
      time: rangeText(turn.from, turn.to),
      took: tookText((turn.to ?? Math.min(now, to)) - turn.from),
      tools: toolsText(turn),
      failure: turn.failure,
    }))
    .toReversed();
}

const OUTCOME_WORDS: Record<CallOutcome, string> = {
  done: "done",
  refused: "refused",
  mismatch: "refused: in the name of somebody else",
  cancelled: "cancelled",
  failed: "no answer",
};

/** A call in words. */
export interface CallLine {
  readonly key: string;
  readonly at: number;
  readonly time: string;
  readonly took: string;
  readonly tool: string;
  readonly document: string | undefined;
  readonly outcome: string;
  readonly isDone: boolean;
}

/** The calls of a day in words, the latest first. */
export function callLines({ calls }: AgentTimeline): readonly CallLine[] {
  return calls
    .map((call, place): CallLine => ({
      key: `${String(call.from)} ${String(place)}`,
      at: call.to,
      time: clockText(call.to),
      took: tookText(call.to - call.from),
      tool: call.tool,
      document: call.document,
      outcome: OUTCOME_WORDS[call.outcome],
      isDone: isDone(call),
    }))
    .toReversed();
}

function isDone({ outcome }: CalledTool): boolean {
  return outcome === "done" || outcome === "cancelled";
}

function tookText(milliseconds: number): string {
  return milliseconds < 1000 ? "< 1 s" : durationText(milliseconds);
}

function toolsText({ tools, toolCount }: Turn): string {
  if (toolCount === 0) return "no tools";
  const counts = new Map<string, number>();
  for (const { tool } of tools) counts.set(tool, (counts.get(tool) ?? 0) + 1);
  const names = [...counts].map(([tool, count]) => (count === 1 ? tool : `${tool} ×${String(count)}`));
  const more = toolCount - tools.length;
  return more > 0 ? `${names.join(", ")} and ${String(more)} more` : names.join(", ");
}

/** How long an agent was in a state, over the whole day. */
export function timeIn({ states, to }: AgentTimeline, state: StateSpan["state"], now: number): number {
  const end = Math.min(now, to);
  return states
    .filter((span) => span.state === state)
    .reduce((sum, span) => sum + Math.max(0, (span.to ?? end) - span.from), 0);
}

/** The day before or after another; `YYYY-MM-DD`. */
export function dayBeside(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const beside = new Date(Date.UTC(year, month - 1, date + days));
  return beside.toISOString().slice(0, 10);
}

function boundsOf({ from, states, turns, calls }: AgentTimeline, end: number): readonly [number, number] {
  // That it was stopped since midnight is no beginning.
  const starts = [...states.filter(({ state }) => state !== "stopped"), ...turns, ...calls].map(
    (span) => span.from,
  );
  const first = Math.max(from, Math.min(end, ...starts));
  const step = stepFor(end - first) * MINUTE_MS;
  const begin = Math.floor(Math.min(first, end - SHORTEST_MS) / step) * step;
  return [Math.max(from, begin), Math.max(end, from + SHORTEST_MS)];
}

function timesBetween(from: number, to: number): readonly number[] {
  const step = stepFor(to - from) * MINUTE_MS;
  const times: number[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) times.push(at);
  return times;
}

function stepFor(milliseconds: number): number {
  return STEPS.find((minutes) => milliseconds / (minutes * MINUTE_MS) <= MOST_TIMES) ?? 240;
}

function rangeText(from: number, to: number | undefined): string {
  if (to === undefined) return `since ${clockText(from)}`;
  const [begin, end] = [clockText(from), clockText(to)];
  return begin === end ? begin : `${begin} to ${end}`;
}

function clockText(at: number): string {
  const date = new Date(at);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}
