import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { ACTIVITY_KINDS, EXPORT_FORMATS } from "../activity/activity-kinds.ts";

/** The most that one page, or one part of the stream, holds. */
export const MOST_ACTIVITY = 200;
/** An entry is told in one line; what is longer stands in its details. */
const MOST_TEXT = 500;
const MOST_DETAIL = 4000;

export const ActivityKind = z.enum(ACTIVITY_KINDS);
export type ActivityKind = z.infer<typeof ActivityKind>;

/**
 * Names an entry for as long as what it was read from is kept. Compared as texts, ids stand in the order of the timeline:
 * a greater one happened later.
 */
export const ActivityId = z
  .string()
  .max(400)
  .regex(/^\d{14}\+[\w.-]+\+\d{10}$/, "This is no place in the timeline.");
export type ActivityId = z.infer<typeof ActivityId>;

/** One thing that happened. Its texts are cleaned: they can be shown as they are. */
export const ActivityEntry = z.object({
  id: ActivityId,
  /** Milliseconds; histories of documents know whole seconds. */
  at: z.number(),
  kind: ActivityKind,
  /** What exactly, in a word for programs: `APPROVE`, `announced`, `began`. */
  event: z.string().max(64),
  /** Who did it, or whom it befell: an agent, or another user of the QMS. */
  agent: z.string().max(64).optional(),
  document: z.string().max(200).optional(),
  /** In one line, for a person. */
  text: z.string().max(MOST_TEXT),
  /** Everything else that is known of it, each by a word: a comment, a proof, `ms`, a tool's name. */
  details: z.record(z.string().max(64), z.string().max(MOST_DETAIL)),
});
export type ActivityEntry = z.infer<typeof ActivityEntry>;

/** Which entries are meant: those to which all that is said here applies. */
export const ActivityFilter = z.object({
  kinds: z.array(ActivityKind).max(20).optional(),
  /** Any of these agents or users. */
  agents: z.array(z.string().max(64)).max(100).optional(),
  /** This document and its children. */
  document: z.string().max(200).optional(),
  /** Each of its words stands in the text, the names or the details, in capitals or not. */
  text: z.string().max(200).optional(),
  /** Not before, and before; milliseconds. */
  since: z.number().optional(),
  until: z.number().optional(),
});
export type ActivityFilter = z.infer<typeof ActivityFilter>;

const Entries = z.array(ActivityEntry).max(MOST_ACTIVITY);

/** A part of the timeline, the latest first. */
export const ActivityPage = z.object({
  entries: Entries,
  /**
   * Where the next page begins; absent where nothing older is left. A search looks at so many entries at a time: a page
   * may hold less than was asked for, or nothing, and go on all the same.
   */
  next: ActivityId.optional(),
});
export type ActivityPage = z.infer<typeof ActivityPage>;

/**
 * What a follower is told. Whoever keeps entries by their ids, and orders them by these, has none twice and misses none,
 * however pages and news follow one another; also news may be of something that happened a while ago.
 */
export const ActivityChange = z.discriminatedUnion("kind", [
  /** The latest; again where the follower could not be told all that came. */
  z.object({ kind: z.literal("snapshot"), ...ActivityPage.shape }),
  /** What came since, the latest first. */
  z.object({ kind: z.literal("added"), entries: Entries }),
]);
export type ActivityChange = z.infer<typeof ActivityChange>;

export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

const Limit = z.number().int().positive().max(MOST_ACTIVITY).optional();
const Filter = ActivityFilter.optional();

export const activityContract = {
  /** The latest entries, then those that come. */
  changes: oc.input(z.object({ filter: Filter, limit: Limit })).output(eventIterator(ActivityChange)),
  /** Entries before a place in the timeline; without one, the latest. */
  page: oc
    .input(z.object({ before: ActivityId.optional(), limit: Limit, filter: Filter }))
    .output(ActivityPage),
  /** All entries as the text of a file, in pieces, what happened first in front. */
  export: oc
    .input(z.object({ filter: Filter, format: ExportFormat }))
    .output(eventIterator(z.object({ text: z.string().max(2_000_000) }))),
};
