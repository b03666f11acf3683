import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import type { QmsReport, QmsRequest } from "../qms/request.ts";
import { STATUSES } from "../qms/status.ts";
import { FileProblem } from "./inbox.ts";
import { DocumentBody, DocumentPage, ItemCounts, OpenRound } from "./qms-document.ts";
import { SearchInput, SearchResult } from "./qms-search.ts";

/** A user of the QMS: an agent, or a person who acts as an administrator. */
const UserName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/, "A user's name is letters, digits and underscores.");
/** Ids are checked for their shape by the QMS, whose refusal says what is wrong. */
const Id = z.string().min(1).max(200);
const Line = z.string().max(2000);
const Text = z.string().max(262_144);

/** One document as the window lists it. Its texts are cleaned: they can be shown as they are. */
export const DocumentView = z.object({
  id: z.string().max(200),
  type: z.string().max(40),
  title: z.string().max(300),
  /** Absent where the file says something that is no status: then there is a problem. */
  status: z.enum(STATUSES).optional(),
  version: z.string().max(16),
  isExecutable: z.boolean(),
  owner: z.string().max(64).optional(),
  isCheckedOut: z.boolean(),
  checkedOutDate: z.string().max(32).optional(),
  effectiveVersion: z.string().max(16).optional(),
  /** Who still has to review or approve it. */
  pending: z.array(z.string().max(64)).max(100),
  /** What has been said in the round of review that it is in, or was in last. */
  outcomes: z.record(z.string(), z.enum(["RECOMMEND", "UPDATES_REQUIRED"])),
  /** Since when it has this status, as its history says; only of open documents. */
  since: z.number().optional(),
  /** The round of review or approval that it is in. */
  round: OpenRound.optional(),
  /** How much of its execution is done; only of open documents that have a table of execution items. */
  items: ItemCounts.optional(),
  parent: z.string().max(200).optional(),
  children: z.array(z.string().max(200)),
  /** `step` of `steps` of its way are behind it. */
  progress: z.object({ step: z.number().int(), steps: z.number().int() }),
  hasDraft: z.boolean(),
  hasEffective: z.boolean(),
  /** Whether it lies where the procedure does not know it: it is shown, and cannot be acted on. */
  isForeign: z.boolean(),
  /** When one of its files changed last; milliseconds. */
  changedAt: z.number(),
  problems: z.array(FileProblem),
});
export type DocumentView = z.infer<typeof DocumentView>;

/** Documents come in parts, since there may be ten thousand; `isLast` says that the list is whole. */
export const DocumentsChange = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("snapshot"),
    documents: z.array(DocumentView).max(500),
    /** Of files that belong to no document. */
    problems: z.array(FileProblem).max(500),
    isFirst: z.boolean(),
    isLast: z.boolean(),
  }),
  z.object({
    kind: z.literal("changed"),
    documents: z.array(DocumentView).max(500),
    removed: z.array(z.string().max(200)).max(500),
    /** All problems of files that belong to no document, where they changed. */
    problems: z.array(FileProblem).max(500).optional(),
  }),
]);
export type DocumentsChange = z.infer<typeof DocumentsChange>;

/** The documents that are open, in parts, and how many there are in all. */
export const OpenDocuments = z.object({
  documents: z.array(DocumentView).max(500),
  total: z.number().int().min(0),
  isLast: z.boolean(),
});
export type OpenDocuments = z.infer<typeof OpenDocuments>;

/** One event of a document's history. */
export const HistoryEvent = z.object({
  at: z.string().max(64),
  event: z.string().max(64),
  user: z.string().max(64).optional(),
  version: z.string().max(16).optional(),
  /** Everything else that the line says, in its words: a comment, assignees, the status before and after. */
  details: z.record(z.string().max(64), z.union([z.string().max(262_144), z.array(z.string().max(300))])),
});
export type HistoryEvent = z.infer<typeof HistoryEvent>;

const InteractAction = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("respond"), value: Text, reason: Line.optional() }),
  z.object({ kind: z.literal("goto"), prompt: Line, reason: Line.optional() }),
  z.object({ kind: z.literal("cancel-goto") }),
  z.object({ kind: z.literal("reopen"), loop: Line, reason: Line.optional() }),
  z.object({ kind: z.literal("progress") }),
  z.object({ kind: z.literal("compile") }),
]);

const Of = z.object({ id: Id });

/** Everything that can be asked of the QMS over the contract: what sets up a project stays with the command. */
export const Request = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("create"),
    type: z.string().min(1).max(40),
    title: Line.optional(),
    parent: Id.optional(),
    name: z.string().max(64).optional(),
  }),
  Of.extend({
    kind: z.literal("read"),
    draft: z.boolean().optional(),
    version: z.string().max(16).optional(),
  }),
  Of.extend({ kind: z.literal("checkout") }),
  Of.extend({ kind: z.literal("checkin") }),
  Of.extend({
    kind: z.literal("route"),
    review: z.boolean().optional(),
    approval: z.boolean().optional(),
    assign: z.array(z.string().max(64)).max(100).optional(),
    retire: z.boolean().optional(),
  }),
  Of.extend({ kind: z.literal("assign"), assignees: z.array(z.string().max(64)).max(100) }),
  Of.extend({ kind: z.literal("review"), comment: Text, outcome: z.enum(["RECOMMEND", "UPDATES_REQUIRED"]) }),
  Of.extend({ kind: z.literal("approve") }),
  Of.extend({ kind: z.literal("reject"), comment: Text }),
  Of.extend({ kind: z.literal("withdraw") }),
  Of.extend({ kind: z.literal("release") }),
  Of.extend({ kind: z.literal("revert"), reason: Text }),
  Of.extend({ kind: z.literal("close") }),
  Of.extend({ kind: z.literal("cancel"), confirm: z.boolean().optional() }),
  Of.extend({ kind: z.literal("fix") }),
  Of.extend({ kind: z.literal("status") }),
  Of.extend({ kind: z.literal("history") }),
  Of.extend({ kind: z.literal("comments"), version: z.string().max(16).optional() }),
  z.object({ kind: z.literal("workspace") }),
  Of.extend({ kind: z.literal("interact"), action: InteractAction.optional() }),
  z.object({ kind: z.literal("inbox"), peek: z.boolean().optional() }),
  z.object({ kind: z.literal("inbox-archived"), date: z.string().max(32).optional() }),
  z.object({ kind: z.literal("inbox-show"), item: z.string().max(255) }),
  z.object({ kind: z.literal("inbox-archive-item"), item: z.string().max(255) }),
  z.object({
    kind: z.literal("inbox-restore-item"),
    item: z.string().max(255),
    date: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  }),
  z.object({ kind: z.literal("inbox-archive-notifications") }),
  z.object({ kind: z.literal("message"), recipient: z.string().max(64), subject: Line, body: Text }),
  z.object({ kind: z.literal("namespace-list") }),
  z.object({ kind: z.literal("user-list") }),
]) satisfies z.ZodType<QmsRequest>;
export type Request = z.infer<typeof Request>;

const Report = z.object({
  text: z.string(),
  warnings: z.array(z.string()),
  isDone: z.boolean(),
}) satisfies z.ZodType<Omit<QmsReport, "shown">>;

export const qmsContract = {
  /** All documents, then those that changed. */
  changes: oc.output(eventIterator(DocumentsChange)),
  /** What is seen first of the documents: those that are open, as they are now. It ends with the last part. */
  open: oc.output(eventIterator(OpenDocuments)),
  /** A document's history, the latest events last. */
  history: oc
    .input(Of.extend({ limit: z.number().int().positive().max(2000).optional() }))
    .output(z.object({ events: z.array(HistoryEvent).max(2000), problems: z.array(FileProblem) })),
  /** All that a document's page shows, with what one user can do with it. */
  document: oc.input(Of.extend({ user: UserName })).output(DocumentPage),
  /** A text of a document: of a version, or the draft; where neither is named what is in force, or else the draft. */
  text: oc
    .input(Of.extend({ version: z.string().max(16).optional(), draft: z.boolean().optional() }))
    .output(DocumentBody),
  /** Documents in which words are found. A search that is taken back is not carried out. */
  search: oc.input(SearchInput).output(SearchResult),
  /** Carries out a request as one user, and answers with the text that the command prints. */
  perform: oc.input(z.object({ user: UserName, request: Request })).output(Report),
};
