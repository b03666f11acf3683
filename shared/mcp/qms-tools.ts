import { z } from "zod";
import type { ServerPlan, ToolPlan } from "./tool-plan.ts";

/** The longest text that is taken: a message, a comment, an answer. */
const MAX_TEXT_CHARS = 262_144;

const documentId = z.string().min(1).max(200).describe("The document's id, for example CR-001.");
const user = z
  .string()
  .max(200)
  .optional()
  .describe("Your own name; may be left out. Nobody can act as somebody else.");
const text = z.string().max(MAX_TEXT_CHARS);
const line = z.string().max(2000);
const version = z.string().max(16).optional().describe("A version such as 1.0; the present one if left out.");
const flag = z.boolean().optional();

/** One of a few words; for any other a sentence that names it. */
function wordOf<Word extends string>(name: string, words: readonly [Word, Word]): z.ZodType<Word> {
  return z.enum(words, {
    error: ({ input }) =>
      `Error: ${name} must be '${words[0]}' or '${words[1]}', got '${shown(typeof input === "string" ? input : "")}'`,
  });
}

function shown(word: string): string {
  return word.replaceAll(/\p{C}/gu, "?").slice(0, 100);
}

/** Any document's tool: its id, and who calls. */
const onDocument = z.strictObject({ doc_id: documentId, user });
const onNothing = z.strictObject({ user });

function reading(
  name: string,
  title: string,
  description: string,
  input: z.ZodObject = onDocument,
): ToolPlan {
  return { name, title, description, input, isReadOnly: true };
}

function changing(
  name: string,
  title: string,
  description: string,
  input: z.ZodObject = onDocument,
): ToolPlan {
  return { name, title, description, input, isReadOnly: false };
}

const LOOKING = [
  changing(
    "qms_inbox",
    "Inbox",
    "Lists your inbox: tasks, messages and notifications. Notifications that were listed are archived, unless you peek.",
    z.strictObject({ user, peek: flag.describe("List only, and archive nothing.") }),
  ),
  reading("qms_workspace", "Workspace", "Lists the documents that you have checked out.", onNothing),
  reading(
    "qms_status",
    "Status",
    "Says where a document stands: status, version, owner, who is asked to act.",
  ),
  reading(
    "qms_read",
    "Read",
    "The text of a document: the version in force, or its draft where none is.",
    z.strictObject({
      doc_id: documentId,
      user,
      version,
      draft: flag.describe("Read the draft, also where a version is in force."),
    }),
  ),
  reading("qms_history", "History", "Everything that happened to a document."),
  reading(
    "qms_comments",
    "Comments",
    "What was said of a document in reviews and approvals.",
    z.strictObject({ doc_id: documentId, user, version }),
  ),
  reading(
    "qms_actions",
    "What you can do",
    "What you can do with a document now and where it leads, what you cannot do and why, and who must act.",
  ),
  reading(
    "qms_types",
    "Types and statuses",
    "The types of documents of this project, and the statuses that they pass through.",
    onNothing,
  ),
];

const AUTHORING = [
  changing(
    "qms_create",
    "Create",
    "Creates a document and checks it out into your workspace.",
    z.strictObject({
      doc_type: z.string().min(1).max(40).describe("A type such as CR, SOP, INV, VAR; see qms_types."),
      title: line.min(1),
      user,
      parent: z.string().max(200).optional().describe("The parent's id, for types that need one."),
      name: z.string().max(64).optional().describe("The name of a TEMPLATE."),
    }),
  ),
  changing("qms_checkout", "Check out", "Puts a copy of a document into your workspace for you to edit."),
  changing("qms_checkin", "Check in", "Takes over what you edited in your workspace."),
  {
    ...changing(
      "qms_cancel",
      "Cancel",
      "Deletes a document that was never in force, for good.",
      z.strictObject({ doc_id: documentId, user, confirm: flag.describe("Must be true.") }),
    ),
    isFinal: true,
  },
  changing(
    "qms_interact",
    "Interact",
    "Writes a record by answering its prompts. With nothing else it shows the next prompt. Of several wishes the first counts: progress, compile, cancel_goto, goto, reopen, file, respond.",
    z.strictObject({
      doc_id: documentId,
      user,
      respond: text.optional().describe("The answer to the prompt."),
      file: z.string().max(4096).optional().describe("A file of yours whose text is the answer."),
      reason: line.optional().describe("Why an answer is changed."),
      goto: line.optional().describe("The prompt whose answer is to be changed."),
      cancel_goto: flag.describe("Leave that answer as it is."),
      reopen: line.optional().describe("A closed loop that is to be added to."),
      progress: flag.describe("List what was answered."),
      compile: flag.describe("The document as it stands."),
    }),
  ),
];

const WORKFLOW = [
  changing(
    "qms_route",
    "Route",
    "Sends a document of yours to review or to approval.",
    z.strictObject({
      doc_id: documentId,
      route_type: wordOf("route_type", ["review", "approval"]),
      user,
      retire: flag.describe("With approval: take the document out of force."),
    }),
  ),
  changing(
    "qms_assign",
    "Assign",
    "Asks more users to review or approve a document that is in review or approval.",
    z.strictObject({
      doc_id: documentId,
      assignees: z.array(z.string().min(1).max(64)).min(1).max(100),
      user,
    }),
  ),
  changing(
    "qms_review",
    "Review",
    "Gives your review of a document that you were asked to review.",
    z.strictObject({
      doc_id: documentId,
      outcome: wordOf("outcome", ["recommend", "request-updates"]),
      user,
      comment: text.optional().describe("What you found; a review needs one."),
    }),
  ),
  changing("qms_approve", "Approve", "Approves a document that you were asked to approve."),
  changing(
    "qms_reject",
    "Reject",
    "Rejects a document that you were asked to approve.",
    z.strictObject({ doc_id: documentId, comment: text.describe("Why."), user }),
  ),
  changing("qms_withdraw", "Withdraw", "Takes a document of yours back out of review or approval."),
  changing("qms_release", "Release", "Begins to carry out a document of yours that was approved for it."),
  changing(
    "qms_revert",
    "Revert",
    "Takes a document of yours from its last review back to being carried out.",
    z.strictObject({ doc_id: documentId, reason: text.describe("Why."), user }),
  ),
  {
    ...changing("qms_close", "Close", "Closes a document of yours that has been carried out."),
    isFinal: true,
  },
  changing("qms_fix", "Fix", "Puts the head of a document in force right; for administrators."),
];

const CORRESPONDENCE = [
  changing(
    "qms_message",
    "Message",
    "Writes a message to another user's inbox.",
    z.strictObject({ recipient: z.string().min(1).max(64), subject: line, body: text, user }),
  ),
  changing(
    "qms_inbox_archive",
    "Archive",
    "Archives one item of your inbox, or all notifications; with neither it lists what is archived.",
    z.strictObject({
      user,
      item: z.string().max(255).optional().describe("The id of the item."),
      date: z.string().max(32).optional().describe("List only this day, as 2026-02-04."),
      notifications: flag.describe("Archive all notifications."),
    }),
  ),
];

/** The QMS as agents use it. */
export const QMS_SERVER: ServerPlan = {
  name: "qms",
  instructions:
    "The project's controlled documents and your inbox. Files below QMS/ are changed by these tools only: check a document out, edit its copy in your workspace, check it in. qms_actions says what you can do with a document, and why not.",
  hasResources: true,
  tools: [...LOOKING, ...AUTHORING, ...WORKFLOW, ...CORRESPONDENCE],
};
