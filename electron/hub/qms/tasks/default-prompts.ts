import type { ChecklistCategory, TaskPrompt } from "./task-prompt.ts";

const TITLE_AND_SUMMARY: ChecklistCategory["items"] = [
  {
    text: "The frontmatter has a `title`, and it says what the document is about",
    evidence: "quote the title",
  },
  {
    text: "The frontmatter has a `revision_summary`, and it says what is new in this revision",
    evidence: "quote the revision_summary",
  },
];

const FRONTMATTER: ChecklistCategory = { category: "Frontmatter", items: TITLE_AND_SUMMARY };

const FRONTMATTER_WITH_CHANGE: ChecklistCategory = {
  category: "Frontmatter",
  items: [
    ...TITLE_AND_SUMMARY,
    {
      text: "The `revision_summary` begins with the ID of the change record that authorizes this revision (`CR-nnn`)",
      evidence: "quote the ID, and say what that record's status is",
    },
  ],
};

const STRUCTURE: ChecklistCategory = {
  category: "Document Structure",
  items: [
    {
      text: "All sections that this type of document must have are there",
      evidence: "list the sections that you found",
    },
    {
      text: "Headings and numbers are in order, without gaps and doubles",
      evidence: "name the first and the last",
    },
    {
      text: "Tables, lists and code blocks are whole and can be read",
      evidence: "name those that you looked at",
    },
  ],
};

const CONTENT: ChecklistCategory = {
  category: "Content Integrity",
  items: [
    {
      text: "No placeholder, empty section or instruction of the template is left",
      evidence: "say how you searched",
    },
    {
      text: "Every statement of fact is right and can be checked",
      evidence: "name one that you checked, and how",
    },
    {
      text: "Other documents are named by IDs that exist and say what is claimed",
      evidence: "list the IDs you followed",
    },
    {
      text: "No two parts of the document contradict each other",
      evidence: "name the parts that you compared",
    },
    {
      text: "It says enough for somebody who was not there, and nothing twice",
      evidence: "name what was hardest to follow",
    },
  ],
};

const PROCEDURE: ChecklistCategory = {
  category: "Procedure Content",
  items: [
    { text: "Purpose and scope say whom the procedure binds and when", evidence: "quote the scope" },
    {
      text: "Each step says who does it and what comes out of it",
      evidence: "name a step that you went through",
    },
    {
      text: "It agrees with the other procedures in force",
      evidence: "list the procedures that you compared",
    },
  ],
};

const EXECUTION: ChecklistCategory = {
  category: "Execution Compliance",
  items: [
    {
      text: "Every execution item was carried out and has a result",
      evidence: "give the number of items, and of results",
    },
    {
      text: "Each item's summary answers every part of its task description",
      evidence: "name an item of several parts, and where each is answered",
    },
    {
      text: "Each result is shown by evidence that can be looked up",
      evidence: "name the evidence that you opened",
    },
    {
      text: "What was done is what was approved, in its scope and no further",
      evidence: "say how you compared",
    },
    {
      text: "Every departure from the plan has a deviation (VAR) that covers it",
      evidence: "list the deviations, or say none",
    },
  ],
};

const PRE_APPROVAL: ChecklistCategory = {
  category: "Pre-Approval",
  items: [
    { text: "All reviews of this revision are done, and each reviewer recommends it" },
    { text: "Every finding of the reviews was answered in the document or withdrawn by who made it" },
    { text: "The plan can be carried out as it stands, and says how success is told from failure" },
    { text: "What it changes, and what could go wrong, is named and acceptable" },
  ],
};

const POST_APPROVAL: ChecklistCategory = {
  category: "Post-Approval",
  items: [
    { text: "All reviews of the finished work are done, and each reviewer recommends it" },
    { text: "Every execution item has a result with evidence, and no result is open" },
    {
      text: "All deviations, verification records and other children are closed, or far enough to close this document",
    },
    { text: "The aim that was approved is reached" },
    { text: "Documents that had to follow the change are in force in their new revision" },
  ],
};

const DOCUMENT_APPROVAL: ChecklistCategory = {
  category: "Approval",
  items: [
    { text: "All reviews of this revision are done, and each reviewer recommends it" },
    { text: "Every finding of the reviews was answered in the document or withdrawn by who made it" },
    { text: "The document is complete, and right as it stands: it will be in force at once" },
    { text: "Nothing in force contradicts it, and who must follow it can" },
  ],
};

const REVIEW_REMINDERS: readonly string[] = [
  "Read the whole document before you judge a part of it, and read the draft, not what you remember of it.",
  "A check without evidence counts as not made. Write what you saw and where.",
  "One FAIL is enough: request updates. There is no recommendation with conditions.",
  "Say of each finding what is wrong, where, and what would make it right.",
  "Judge for yourself. Nobody may tell you the outcome, and you tell it to nobody before you have submitted it.",
];

const APPROVAL_REMINDERS: readonly string[] = [
  "You are the last to look before this takes effect. What you let through is not caught later.",
  "Approve only if each answer above is YES. Otherwise reject, and say what has to change.",
  "That others recommended it is no reason: read it yourself.",
];

const EXECUTION_REMINDERS: readonly string[] = [
  "Look at what is there, not at what is said of it: open the files, run what can be run.",
];

function review(...checklist: readonly ChecklistCategory[]): TaskPrompt {
  return { checklist, reminders: REVIEW_REMINDERS, sections: [] };
}

function approval(...checklist: readonly ChecklistCategory[]): TaskPrompt {
  return { checklist, reminders: APPROVAL_REMINDERS, sections: [] };
}

function withReminders(prompt: TaskPrompt, reminders: readonly string[]): TaskPrompt {
  return { ...prompt, reminders: [...prompt.reminders, ...reminders] };
}

/** Our own prompts, under the names that a project's files have. */
export const DEFAULT_PROMPTS: ReadonlyMap<string, TaskPrompt> = new Map([
  ["review/default", review(FRONTMATTER, STRUCTURE, CONTENT)],
  ["review/review/default", review(FRONTMATTER, STRUCTURE, CONTENT)],
  ["review/review/sop", review(FRONTMATTER_WITH_CHANGE, STRUCTURE, PROCEDURE, CONTENT)],
  ["review/pre_review/default", review(FRONTMATTER, STRUCTURE, CONTENT)],
  ["review/post_review/default", withReminders(review(FRONTMATTER, STRUCTURE, CONTENT), EXECUTION_REMINDERS)],
  [
    "review/post_review/cr",
    withReminders(review(FRONTMATTER_WITH_CHANGE, STRUCTURE, EXECUTION, CONTENT), EXECUTION_REMINDERS),
  ],
  ["approval/default", approval(DOCUMENT_APPROVAL)],
  ["approval/approval/default", approval(DOCUMENT_APPROVAL)],
  ["approval/pre_approval/default", approval(PRE_APPROVAL)],
  ["approval/post_approval/default", withReminders(approval(POST_APPROVAL), EXECUTION_REMINDERS)],
]);
