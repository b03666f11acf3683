import { cleanBody, cleanLine } from "../../../../shared/qms/text/clean-text.ts";

/** What a task asks of its assignee besides reading the document. */
export interface TaskPrompt {
  readonly checklist: readonly ChecklistCategory[];
  readonly reminders: readonly string[];
  /** Further sections of a review. */
  readonly sections: readonly { readonly title: string; readonly content: string }[];
  readonly header?: string;
  readonly footer?: string;
}

export interface ChecklistCategory {
  readonly category: string;
  readonly items: readonly ChecklistItem[];
}

export interface ChecklistItem {
  readonly text: string;
  /** What the assignee should state to show it. */
  readonly evidence?: string;
}

/** More of anything is left out: a task is read by somebody. */
const MOST_ENTRIES = 100;
const LINE_CHARS = 1000;
const SECTION_CHARS = 20_000;

/** Takes a prompt from the value of a project's prompt file; `undefined` where it has nothing to check. */
export function taskPromptOf(value: unknown): TaskPrompt | undefined {
  const checklist = listOf(recordOf(value)["checklist"]).flatMap(categoryOf);
  if (checklist.length === 0) return undefined;
  const fields = recordOf(value);
  const header = textOf(fields["custom_header"]);
  const footer = textOf(fields["custom_footer"]);
  return {
    checklist,
    reminders: listOf(fields["critical_reminders"]).map(lineOf).filter(isFilled),
    sections: listOf(fields["additional_sections"]).flatMap(sectionOf),
    ...(header !== "" && { header }),
    ...(footer !== "" && { footer }),
  };
}

function categoryOf(value: unknown): ChecklistCategory[] {
  const fields = recordOf(value);
  const items = listOf(fields["items"]).flatMap(itemOf);
  return items.length === 0 ? [] : [{ category: lineOf(fields["category"]) || "Checks", items }];
}

function itemOf(value: unknown): ChecklistItem[] {
  const fields = recordOf(value);
  const text = lineOf(typeof value === "string" ? value : fields["text"]);
  const evidence = lineOf(fields["evidence_prompt"]);
  if (text === "") return [];
  return [evidence === "" ? { text } : { text, evidence }];
}

function sectionOf(value: unknown): TaskPrompt["sections"] {
  const fields = recordOf(value);
  const title = lineOf(fields["title"]);
  return title === "" ? [] : [{ title, content: textOf(fields["content"]) }];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ENTRIES) : [];
}

function lineOf(value: unknown): string {
  return typeof value === "string" ? cleanLine(value.slice(0, SECTION_CHARS), LINE_CHARS) : "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? cleanBody(value.slice(0, SECTION_CHARS)).trim() : "";
}

function isFilled(text: string): boolean {
  return text !== "";
}
