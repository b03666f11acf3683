import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { WAIT_REASONS } from "../desk/wait-graph.ts";
import { STATUSES } from "../qms/status.ts";

const Day = z.string().max(10);
const Count = z.number().int().nonnegative();

/** How long something took that happened several times. */
export const Span = z.object({
  count: Count,
  /** Milliseconds; absent where it never happened. */
  median: z.number().optional(),
  /** Nine of ten took no longer. */
  most: z.number().optional(),
});
export type Span = z.infer<typeof Span>;

/** What the audit trail says of one span of days, for all documents or those of one type. */
export const FlowFigures = z.object({
  /** From a round's routing to its last review; rounds that were withdrawn do not count. */
  review: Span,
  /** From a round's routing to the last approval, or to the rejection. */
  approval: Span,
  /** From entering execution to leaving it. */
  execution: Span,
  /** Rounds of review and approval that were finished, and how many of them asked for changes or rejected. */
  rounds: Count,
  sentBack: Count,
});
export type FlowFigures = z.infer<typeof FlowFigures>;

/** What was finished in the last so many days, up to now. */
export const FlowPeriod = z.object({
  /** Absent for all time. */
  days: z.number().int().positive().optional(),
  all: FlowFigures,
  byType: z.record(z.string().max(40), FlowFigures),
});
export type FlowPeriod = z.infer<typeof FlowPeriod>;

export const FlowDay = z.object({ day: Day, events: Count });
export type FlowDay = z.infer<typeof FlowDay>;

/** One event of today. */
export const FlowEvent = z.object({
  id: z.string().max(200),
  event: z.string().max(64),
  user: z.string().max(64).optional(),
  at: z.number(),
  /** What a reviewer said, or the status that it came to. */
  outcome: z.string().max(64).optional(),
});
export type FlowEvent = z.infer<typeof FlowEvent>;

/** The figures of the audit trail. Days are those of the hub's clock. */
export const Flow = z.object({
  /** How far the first reading has come; figures are of what has been read. */
  read: Count,
  histories: Count,
  today: z.object({
    day: Day,
    events: Count,
    byEvent: z.record(z.string().max(64), Count),
    byUser: z.record(z.string().max(64), Count),
    /** The latest first. */
    latest: z.array(FlowEvent).max(100),
  }),
  /** The last ninety days, the latest last, also those on which nothing happened. */
  days: z.array(FlowDay).max(90),
  /** The last 30 days, the last 90 days, and all time. */
  periods: z.array(FlowPeriod).max(3),
});
export type Flow = z.infer<typeof Flow>;

/** A user or a document; ids of documents are those of the list, users stand under their name. */
export const WaitNode = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("user"), key: z.string().max(210), user: z.string().max(64) }),
  z.object({
    kind: z.literal("document"),
    key: z.string().max(210),
    id: z.string().max(200),
    title: z.string().max(300),
    status: z.enum(STATUSES).optional(),
  }),
]);
export type WaitNode = z.infer<typeof WaitNode>;

/** One waits for another: `from` cannot go on before `to` does something. Both are keys of nodes. */
export const WaitEdge = z.object({
  from: z.string().max(210),
  to: z.string().max(210),
  reason: z.enum(WAIT_REASONS),
  /** Milliseconds; 0 where nothing says since when. */
  since: z.number(),
  /** The inbox item that it is about: the task, or the oldest message without an answer. */
  item: z.string().max(255).optional(),
  /** Of messages: how many are without an answer. */
  count: Count.optional(),
});
export type WaitEdge = z.infer<typeof WaitEdge>;

/** Who waits for whom. It is told whole, and again after changes. */
export const Waits = z.object({
  nodes: z.array(WaitNode).max(2000),
  edges: z.array(WaitEdge).max(4000),
  /** Those who wait for one another in a circle, each once, the first waiting for the second and so on. */
  cycles: z.array(z.array(z.string().max(210)).max(2000)).max(200),
  /** The longest line of waiting; those of a circle count as far as the line leads through them. */
  longest: z.array(z.string().max(210)).max(2000),
  /** Whether there is more than can be told. */
  isCut: z.boolean(),
});
export type Waits = z.infer<typeof Waits>;

export const deskContract = {
  /** The figures of the audit trail, and again all of them after changes. */
  flow: oc.output(eventIterator(Flow)),
  /** Who waits for whom, and again all of it after changes. */
  waits: oc.output(eventIterator(Waits)),
};
