import { z } from "zod";
import { DOCUMENT_ACTIONS, REASON_KINDS } from "../qms/judge.ts";
import { FORM_FIELDS } from "../qms/action-form.ts";
import { ITEM_STATES } from "../qms/execution-items.ts";
import { ROUND_ENDS } from "../qms/replay.ts";
import { STATUSES, WORKFLOWS } from "../qms/status.ts";
import { FileProblem } from "./inbox.ts";

const Id = z.string().max(200);
const User = z.string().max(64);
const Version = z.string().max(16);

/** What somebody who was asked has said. */
export const Answer = z.enum(["RECOMMEND", "UPDATES_REQUIRED", "APPROVED", "REJECTED"]);
export type Answer = z.infer<typeof Answer>;

/** A round of review or approval that a document is in: the others have not been heard yet. */
export const OpenRound = z.object({
  workflow: z.enum(WORKFLOWS),
  /** Everyone who was asked. */
  assigned: z.array(User).max(100),
  /** Those who are in, each with what they said. */
  answers: z.record(z.string(), Answer),
});
export type OpenRound = z.infer<typeof OpenRound>;

/** How many of a document's execution items are done. */
export const ItemCounts = z.object({ done: z.number().int(), total: z.number().int() });
export type ItemCounts = z.infer<typeof ItemCounts>;

/** A text of a document that can be read and compared. */
export const DocumentVersion = z.object({
  source: z.enum(["effective", "draft", "archived"]),
  version: Version,
  /** When its history names it first; by its file where the history does not. */
  at: z.number(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

/** A round of review or approval, over or not. */
export const DocumentRound = z.object({
  workflow: z.enum(WORKFLOWS),
  version: Version.optional(),
  since: z.number(),
  until: z.number().optional(),
  end: z.enum(ROUND_ENDS),
  routedBy: User.optional(),
  assigned: z.array(User).max(100),
  answers: z.array(z.object({ user: User, at: z.number(), answer: Answer })).max(200),
});
export type DocumentRound = z.infer<typeof DocumentRound>;

export const DocumentComment = z.object({
  at: z.number(),
  user: User,
  answer: Answer,
  version: Version.optional(),
  text: z.string().max(262_144),
});
export type DocumentComment = z.infer<typeof DocumentComment>;

/** A document that is near in the family. */
export const DocumentRelative = z.object({
  id: Id,
  type: z.string().max(40),
  title: z.string().max(300),
  status: z.enum(STATUSES).optional(),
});
export type DocumentRelative = z.infer<typeof DocumentRelative>;

/** One row of a table of execution items. */
export const ExecutionItem = z.object({
  id: z.string().max(64),
  text: z.string().max(2000),
  expected: z.string().max(2000).optional(),
  /** What came of it, as its author wrote it. */
  evidence: z.string().max(4000).optional(),
  outcome: z.string().max(300).optional(),
  /** Who did it, and when. */
  by: z.string().max(300).optional(),
  state: z.enum(ITEM_STATES),
});
export type ExecutionItem = z.infer<typeof ExecutionItem>;

const Verdict = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("allowed"),
    /** The status afterwards; the same as before where the action changes none, or not alone. */
    to: z.enum(STATUSES),
  }),
  z.object({
    kind: z.literal("refused"),
    /** What sort of reason it is, for whoever leaves out what never applies. */
    reason: z.enum(REASON_KINDS),
    /** The reason in a sentence. */
    why: z.string().max(1000),
  }),
]);

/** An action on the document, judged for one user. `requestOf` makes the request of it and a filled form. */
export const JudgedAction = z.object({
  action: z.enum(DOCUMENT_ACTIONS),
  verdict: Verdict,
  /** What its form asks for. */
  needs: z.array(z.enum(FORM_FIELDS)).max(8),
});
export type JudgedAction = z.infer<typeof JudgedAction>;

/** Whose turn it is. */
export const MustAct = z.object({
  users: z.array(User).max(100),
  what: z.enum(["review", "approval", "owner", "checkout", "assign", "nobody"]),
});
export type MustAct = z.infer<typeof MustAct>;

/** One answer to a prompt of a record. */
export const RecordAnswer = z.object({
  value: z.string().max(20_000),
  /** Whether the rest of it is left out. */
  isCut: z.boolean(),
  by: User,
  at: z.number().optional(),
  /** Why it replaces the one before. */
  reason: z.string().max(2000).optional(),
  /** The commit that keeps what there was to be seen. */
  commit: z.string().max(64).optional(),
});
export type RecordAnswer = z.infer<typeof RecordAnswer>;

/** One step of a record: a prompt, or a gate that is answered with yes or no. */
export const RecordStepView = z.object({
  key: z.string().max(200),
  id: z.string().max(100),
  kind: z.enum(["prompt", "gate"]),
  loop: z.string().max(100).optional(),
  pass: z.number().int().optional(),
  guidance: z.string().max(8000),
  /** Whether the project's state is kept as evidence when it is answered. */
  isCommit: z.boolean(),
  /** What an empty answer means. */
  default: z.string().max(2000).optional(),
  /** The latest in force; of many amendments the latest ones. */
  answers: z.array(RecordAnswer).max(20),
  gate: z.enum(["yes", "no"]).optional(),
});
export type RecordStepView = z.infer<typeof RecordStepView>;

/** What is written by answering prompts: its steps in their order, and what it asks now. */
export const DocumentRecord = z.object({
  template: z.string().max(140),
  /** Who answers it now; absent while it is not checked out. */
  author: User.optional(),
  steps: z.array(RecordStepView).max(1000),
  /** How many steps there are in all. */
  stepCount: z.number().int(),
  answered: z.number().int(),
  /** What is asked now; absent where all is answered. */
  current: z
    .object({
      key: z.string().max(200),
      /** Where it goes on after an amendment, where this is one. */
      returnsTo: z.string().max(200).optional(),
      /** Whether an answer needs a reason. */
      needsReason: z.boolean(),
    })
    .optional(),
  loops: z
    .array(z.object({ name: z.string().max(100), passes: z.number().int(), isClosed: z.boolean() }))
    .max(100),
  /** Why it cannot be read, in a sentence. */
  problem: z.string().max(1000).optional(),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;

/** All that a document's page shows, at one moment. It is asked for again when the document is told to have changed. */
export const DocumentPage = z.object({
  id: Id,
  type: z.string().max(40),
  title: z.string().max(300),
  status: z.enum(STATUSES).optional(),
  version: z.string().max(16),
  isExecutable: z.boolean(),
  owner: User.optional(),
  /** Since when it has this status, as far as its history says. */
  since: z.number().optional(),
  /** What can be read of it: in force, the draft, then what is archived, the latest first. */
  versions: z.array(DocumentVersion).max(1000),
  /** Its rounds of review and approval, the latest last. */
  rounds: z.array(DocumentRound).max(500),
  /** What was said of it, the latest last. */
  comments: z.array(DocumentComment).max(500),
  parent: DocumentRelative.optional(),
  children: z.array(DocumentRelative).max(1000),
  /** Rows of its tables of execution items; none where it has no such table. */
  items: z.array(ExecutionItem).max(500),
  /** Its prompts and their answers, where it is written so. */
  record: DocumentRecord.optional(),
  mustAct: MustAct,
  /** Every action, judged for the user who asks; none where the document cannot be acted on. */
  actions: z.array(JudgedAction).max(32),
  /** Why nothing can be done with it, where that is so. */
  noActions: z.string().max(1000).optional(),
  /** Who can be asked to review or approve. */
  assignable: z.array(z.object({ user: User, group: z.string().max(32) })).max(500),
  problems: z.array(FileProblem).max(100),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

/** One text of a document, ready to be shown or compared. */
export const DocumentBody = z.object({
  version: Version,
  source: z.enum(["effective", "draft", "archived"]),
  title: z.string().max(300).optional(),
  revisionSummary: z.string().max(4000).optional(),
  /** Markdown, without the front matter. */
  body: z.string().max(2_100_000),
  /** Whether the rest is left out. */
  isCut: z.boolean(),
  problem: z.string().max(1000).optional(),
});
export type DocumentBody = z.infer<typeof DocumentBody>;
