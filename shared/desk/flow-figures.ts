import type { Flow, FlowEvent, FlowFigures, FlowPeriod, Span } from "../contract/desk.ts";
import { dayOf, dayText, type FinishedSpan, type FlowRecord } from "./flow-record.ts";

/** How many days are counted one by one. */
const SHOWN_DAYS = 90;
const PERIODS: readonly (number | undefined)[] = [30, 90, undefined];
const DAY_MS = 86_400_000;
const MOST_LATEST = 100;

/** The figures of all histories, by the ids of their documents, at one moment. */
export function flowFigures(
  records: ReadonlyMap<string, FlowRecord>,
  now: number,
): Pick<Flow, "today" | "days" | "periods"> {
  const today = dayOf(now);
  return {
    today: todayOf(records, today),
    days: daysOf(records, today),
    periods: PERIODS.map((days) => periodOf(records, days, now)),
  };
}

function daysOf(records: ReadonlyMap<string, FlowRecord>, today: number): Flow["days"] {
  const first = today - SHOWN_DAYS + 1;
  const counts = new Array<number>(SHOWN_DAYS).fill(0);
  for (const { days } of records.values()) {
    for (const day of days)
      if (day >= first && day <= today) counts[day - first] = (counts[day - first] ?? 0) + 1;
  }
  return counts.map((events, index) => ({ day: dayText(first + index), events }));
}

function todayOf(records: ReadonlyMap<string, FlowRecord>, today: number): Flow["today"] {
  const events: FlowEvent[] = [];
  for (const [id, { recent }] of records) {
    for (const { event, user, at, outcome } of recent) {
      if (dayOf(at) !== today) continue;
      events.push({
        id,
        event,
        at,
        ...(user !== undefined && { user }),
        ...(outcome !== undefined && { outcome }),
      });
    }
  }
  return {
    day: dayText(today),
    events: events.length,
    byEvent: countsBy(events, ({ event }) => event),
    byUser: countsBy(events, ({ user }) => user),
    // Histories know whole seconds: what stands later in one happened later.
    latest: events
      .toReversed()
      .toSorted((one, other) => other.at - one.at)
      .slice(0, MOST_LATEST),
  };
}

function countsBy(
  events: readonly FlowEvent[],
  keyOf: (event: FlowEvent) => string | undefined,
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    const key = keyOf(event);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function periodOf(
  records: ReadonlyMap<string, FlowRecord>,
  days: number | undefined,
  now: number,
): FlowPeriod {
  const from = days === undefined ? -Infinity : now - days * DAY_MS;
  const all: FinishedSpan[] = [];
  const byType = new Map<string, FinishedSpan[]>();
  for (const { type, spans } of records.values()) {
    for (const span of spans) {
      if (span.endedAt < from || span.endedAt > now) continue;
      all.push(span);
      const ofType = byType.get(type);
      if (ofType === undefined) byType.set(type, [span]);
      else ofType.push(span);
    }
  }
  return {
    ...(days !== undefined && { days }),
    all: figuresOf(all),
    byType: Object.fromEntries([...byType].map(([type, spans]) => [type, figuresOf(spans)])),
  };
}

function figuresOf(spans: readonly FinishedSpan[]): FlowFigures {
  const rounds = spans.filter(({ kind }) => kind !== "execution");
  return {
    review: spanOf(spans, "review"),
    approval: spanOf(spans, "approval"),
    execution: spanOf(spans, "execution"),
    rounds: rounds.length,
    sentBack: rounds.filter(({ isSentBack }) => isSentBack).length,
  };
}

function spanOf(spans: readonly FinishedSpan[], kind: FinishedSpan["kind"]): Span {
  const times = Float64Array.from(spans.filter((span) => span.kind === kind).map(({ ms }) => ms)).toSorted();
  const { length } = times;
  if (length === 0) return { count: 0 };
  const middle = Math.floor((length - 1) / 2);
  const median = ((times[middle] ?? 0) + (times[Math.floor(length / 2)] ?? 0)) / 2;
  return { count: length, median, most: times[Math.ceil(length * 0.9) - 1] ?? median };
}
