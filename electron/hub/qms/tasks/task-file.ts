import { taskStem } from "../../../../shared/qms/item-name.ts";
import { taskKindOf, type Status, type Workflow } from "../../../../shared/qms/status.ts";
import { cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import { yamlScalar } from "../../../../shared/qms/text/yaml-scalar.ts";
import { findPrompt } from "./prompts.ts";
import type { ChecklistCategory, TaskPrompt } from "./task-prompt.ts";

/** A task that is given to a user: what to look at, in which round, and how to answer. */
export interface NewTask {
  readonly id: string;
  /** The name of the document's type. */
  readonly typeName: string;
  readonly title: string;
  readonly workflow: Workflow;
  readonly status: Status;
  readonly version: string;
  readonly owner: string | null | undefined;
  readonly assignedBy: string;
  readonly assignee: string;
  /** The local date of the assignment. */
  readonly date: string;
  /** How the assignee calls the command: it stands before each of its lines in the task. */
  readonly command: string;
  /** The text of a file of the project, for prompts of its own; `undefined` where there is none. */
  readonly read: (path: string) => string | undefined;
}

/** The text of a task's file in an inbox. */
export function taskText(task: NewTask): string {
  const prompt = findPrompt(task);
  const body = taskKindOf(task.workflow) === "REVIEW" ? reviewBody(task, prompt) : approvalBody(task, prompt);
  const pieces = [
    ...(prompt.header === undefined ? [] : [prompt.header, "---"]),
    ...body,
    ...(prompt.footer === undefined ? [] : ["---", prompt.footer]),
  ];
  return `---\n${frontmatterOf(task)}---\n\n${pieces.join("\n\n")}\n`;
}

function frontmatterOf(task: NewTask): string {
  const { id, title, workflow, status, version, owner, assignedBy, date } = task;
  const fields: readonly (readonly [string, string])[] = [
    ["task_id", yamlScalar(taskStem(id, workflow, version))],
    ["task_type", taskKindOf(workflow)],
    ["workflow_type", workflow],
    ["doc_id", yamlScalar(id)],
    ["title", yamlScalar(title)],
    ["status", status],
    ["responsible_user", yamlScalar(owner ?? "")],
    ["assigned_by", yamlScalar(assignedBy)],
    // These two stand as they are: so all programs write and expect them.
    ["assigned_date", date],
    ["version", version],
  ];
  return fields.map(([key, value]) => `${key}: ${value}\n`).join("");
}

function heading(kind: string, { id, workflow, version, assignedBy, date }: NewTask): string[] {
  return [
    `# ${kind} REQUEST: ${id}`,
    [
      `**Workflow:** ${workflow}`,
      `**Version:** ${version}`,
      `**Assigned By:** ${assignedBy}`,
      `**Date:** ${date}`,
    ].join("\n"),
    "---",
  ];
}

function reviewBody(task: NewTask, prompt: TaskPrompt): string[] {
  const { id, command } = task;
  return [
    ...heading("REVIEW", task),
    "## MANDATORY VERIFICATION CHECKLIST",
    "Answer every line. Where it is PASS, the evidence shows why; where it is FAIL, it shows what is wrong.",
    ...prompt.checklist.flatMap(reviewTable),
    "---",
    "## STRUCTURED REVIEW RESPONSE FORMAT",
    responseSkeleton(task, prompt),
    "---",
    ...reminders(prompt),
    ...prompt.sections.flatMap(({ title, content }) => [`## ${title}`, ...(content === "" ? [] : [content])]),
    "---",
    ...commands(
      `${command} review ${id} --recommend --comment "[what you checked, and what you found]"`,
      `${command} review ${id} --request-updates --comment "[what has to change, and where]"`,
    ),
  ];
}

function approvalBody(task: NewTask, prompt: TaskPrompt): string[] {
  const { id, command } = task;
  const rows = prompt.checklist
    .flatMap(({ items }) => items)
    .map(({ text }) => `| ${cell(text)} | YES / NO |`);
  return [
    ...heading("APPROVAL", task),
    "## FINAL VERIFICATION BEFORE APPROVAL",
    "### Pre-Approval Checklist",
    ["| Item | Verified |", "| --- | --- |", ...rows].join("\n"),
    "---",
    ...reminders(prompt),
    "---",
    ...commands(
      `${command} approve ${id}`,
      `${command} reject ${id} --comment "[what has to change, and why]"`,
    ),
  ];
}

function reviewTable({ category, items }: ChecklistCategory): string[] {
  const rows = items.map(({ text, evidence }) => {
    const asked = evidence === undefined ? "" : `(${cell(evidence)})`;
    return `| ${cell(text)} | PASS / FAIL | ${asked} |`;
  });
  return [`### ${category}`, ["| Item | Status | Evidence |", "| --- | --- | --- |", ...rows].join("\n")];
}

function responseSkeleton({ id, version, assignee }: NewTask, { checklist }: TaskPrompt): string {
  return [
    "```",
    `REVIEW OF ${id} v${version}`,
    `Reviewer: ${assignee}`,
    "",
    "CHECKLIST VERIFICATION",
    ...checklist.map(
      ({ category }) => `- ${category.replaceAll("`", "'")}: [PASS or FAIL, with the evidence]`,
    ),
    "",
    "FINDINGS",
    "1. [where, what is wrong, what would make it right; or: none]",
    "",
    "RECOMMENDATION: [RECOMMEND or REQUEST UPDATES]",
    "```",
  ].join("\n");
}

function reminders(prompt: TaskPrompt): string[] {
  if (prompt.reminders.length === 0) return [];
  return ["## CRITICAL REMINDERS", prompt.reminders.map((reminder) => `- ${reminder}`).join("\n")];
}

function commands(...lines: readonly string[]): string[] {
  return ["## Commands", ...lines.map((line) => `\`\`\`\n${line}\n\`\`\``)];
}

function cell(text: string): string {
  return cleanLine(text, 1000).replaceAll("|", "\\|");
}
