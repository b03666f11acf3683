import { detailOf, type AuditEvent } from "../qms/audit-event.ts";
import { replay, timeOfEvent } from "../qms/replay.ts";
import { taskKindOf } from "../qms/status.ts";

/** Something that took its time and is over. */
export interface FinishedSpan {
  readonly kind: "review" | "approval" | "execution";
  readonly endedAt: number;
  readonly ms: number;
  readonly isSentBack: boolean;
}

/** An event of today, as it is listed. */
export interface RecentEvent {
  readonly event: string;
  readonly user: string | undefined;
  readonly at: number;
  readonly outcome: string | undefined;
}

/** What counts of one history. */
export interface FlowRecord {
  readonly type: string;
  /** The day of each event. */
  readonly days: Int32Array;
  readonly spans: readonly FinishedSpan[];
  /** The events from some day on, the latest last. */
  readonly recent: readonly RecentEvent[];
}

/** The day of a moment where the program runs, counted from 1970. */
export function dayOf(time: number): number {
  const date = new Date(time);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** A day as it is written. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Takes from a history what counts; events from `recentDay` on are kept as they are. */
export function flowRecord(type: string, events: readonly AuditEvent[], recentDay: number): FlowRecord {
  const days: number[] = [];
  const recent: RecentEvent[] = [];
  for (const event of events) {
    const at = timeOfEvent(event);
    if (at === undefined) continue;
    const day = dayOf(at);
    days.push(day);
    if (day < recentDay) continue;
    const outcome = detailOf(event, "outcome") ?? detailOf(event, "to_status");
    recent.push({ event: event.event, user: event.user, at, outcome });
  }
  return { type, days: Int32Array.from(days), spans: [...finishedSpans(events)], recent };
}

function* finishedSpans(events: readonly AuditEvent[]): Generator<FinishedSpan, void, void> {
  const { rounds, stretches } = replay(events);
  for (const { workflow, since, until, end } of rounds) {
    if (until === undefined || end === "open" || end === "withdrawn") continue;
    const kind = taskKindOf(workflow) === "REVIEW" ? "review" : "approval";
    yield { kind, endedAt: until, ms: Math.max(0, until - since), isSentBack: end === "sent-back" };
  }
  for (const { status, since, until } of stretches) {
    if (status !== "IN_EXECUTION" || until === undefined) continue;
    yield { kind: "execution", endedAt: until, ms: Math.max(0, until - since), isSentBack: false };
  }
}
