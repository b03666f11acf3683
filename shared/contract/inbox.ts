import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { AgentId } from "./agents.ts";
import { DeliveriesChange } from "./deliveries.ts";

/** What is wrong with one file, and what to do about it. */
export const FileProblem = z.object({
  /** The file, relative to the project's root. */
  path: z.string().max(4096),
  problem: z.string().max(1000),
});
export type FileProblem = z.infer<typeof FileProblem>;

const ItemKind = z.enum(["task", "message", "notification", "unknown"]);

/** How many items of each kind lie in an agent's inbox. */
export const InboxCounts = z.object({
  task: z.number().int().nonnegative(),
  message: z.number().int().nonnegative(),
  notification: z.number().int().nonnegative(),
  unknown: z.number().int().nonnegative(),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

/** One file in an inbox or its archive. Its texts are cleaned: they can be shown as they are. */
export const InboxItem = z.object({
  /** The file's name without `.md`: what the command calls the item. */
  id: z.string().max(255),
  kind: ItemKind,
  /** Tells this file from one of the same name that was there before, or comes after. Only compared. */
  file: z.string().max(64).optional(),
  /** One line: a message's subject, what a task asks for, what a notification says. */
  title: z.string().max(300),
  from: z.string().max(64).optional(),
  document: z.string().max(128).optional(),
  /** A task's round of review or approval. */
  workflow: z.string().max(32).optional(),
  /** What a notification reports, such as APPROVED. */
  event: z.string().max(64).optional(),
  /** When it was written, by its own account, else by its file's; milliseconds. */
  at: z.number(),
  /** The day of its archiving, `YYYY-MM-DD`; absent while it is in the inbox. */
  archivedOn: z.string().max(10).optional(),
  problem: z.string().max(1000).optional(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** The beginning of an item's text is enough for a list; the rest is read when it is opened. */
export const InboxItemText = z.object({ text: z.string().max(300_000) });
export type InboxItemText = z.infer<typeof InboxItemText>;

export const InboxCountsChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("snapshot"), counts: z.record(AgentId, InboxCounts) }),
  z.object({ kind: z.literal("changed"), agent: AgentId, counts: InboxCounts }),
]);
export type InboxCountsChange = z.infer<typeof InboxCountsChange>;

/** An inbox comes in parts, since it may hold ten thousand items; `isLast` says that the list is whole. */
export const InboxChange = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("snapshot"),
    items: z.array(InboxItem).max(500),
    isFirst: z.boolean(),
    isLast: z.boolean(),
  }),
  z.object({
    kind: z.literal("changed"),
    items: z.array(InboxItem).max(500),
    removed: z.array(z.string().max(255)).max(500),
  }),
]);
export type InboxChange = z.infer<typeof InboxChange>;

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/, "A day is written as YYYY-MM-DD.");

/** Which items of an archive are asked for; `total` counts all that there are of them. */
export const ArchiveQuery = z.object({
  limit: z.number().int().positive().max(500).optional(),
  /** Words that must all occur in an item: in its sender, its document, its title or the beginning of its text. */
  query: z.string().max(300).optional(),
  /** The first and the last day. */
  from: Day.optional(),
  to: Day.optional(),
});
export type ArchiveQuery = z.infer<typeof ArchiveQuery>;

const AgentInput = z.object({ agent: AgentId });

export const inboxContract = {
  /** How many items of each kind every agent has, then each agent whose counts changed. */
  counts: oc.output(eventIterator(InboxCountsChange)),
  /** One agent's inbox, then what came and went. */
  items: oc.input(AgentInput).output(eventIterator(InboxChange)),
  /** What has become of each item of one agent's inbox. */
  deliveries: oc.input(AgentInput).output(eventIterator(DeliveriesChange)),
  /** One agent's archive, the latest day first: all of it, or what lies between two days and has all the words. */
  archived: oc
    .input(AgentInput.extend(ArchiveQuery.shape))
    .output(z.object({ items: z.array(InboxItem).max(500), total: z.number().int().nonnegative() })),
  /** An item's text, from the inbox or, with its day, from the archive. */
  read: oc
    .input(AgentInput.extend({ id: z.string().max(255), archivedOn: z.string().max(10).optional() }))
    .output(InboxItemText),
};
