import type { WaitingFor } from "../../../../shared/link/activity.ts";
import type { ScreenView } from "../../activity/screen-view.ts";
import type { ScreenReading } from "../agent-program.ts";

const PROMPT_INDENT = 2;
/** A line from side to side, which may have a name in it. */
const RULE = /^─{4,}(?: .* ─+)?─*$/;
const PROMPT = /^❯(?:[\s\u00a0]|$)/;
/** What stands under the prompt where nobody is logged in. */
const NO_LOGIN = /\b(?:not logged in|(?:missing|invalid) api key)\b.*\/login/i;
/** Longer texts are pasted out of sight, and a sign stands for them. */
const STAND_IN = /^\[Pasted text #\d+(?: \+\d+ lines)?\]$/;
const NUMBERED = /^\s*❯ \d+\. /;
const CHOSEN = /^\s*❯ \S/;
const KEYS = /^\s*(?:Enter to |Esc to )/;
const OPTION = /^\s*(?:❯ )?\d+\. /;
const DIALOG_LINES = 6;
const DIALOG_CHARS = 500;

const DIALOGS: readonly (readonly [WaitingFor, RegExp])[] = [
  ["trust", /trust this folder|do you trust/i],
  ["login", /select login method|paste code here|custom api key|log ?in to/i],
  ["permission", /do you want to|would you like to proceed|requires approval/i],
];

/** Reads Claude Code's screen: its prompt stands between two lines, and a dialog takes its place. */
export function readClaudeScreen(view: ScreenView): ScreenReading {
  return promptIn(view) ?? dialogIn(view) ?? { kind: "unclear" };
}

function promptIn(view: ScreenView): ScreenReading | undefined {
  const top = ruleAbove(view, view.cursor.row);
  const bottom = ruleBelow(view, view.cursor.row);
  // Something else above the line of the cursor, or under it, may be an agent's words or a dialog.
  if (top === undefined || bottom === undefined || !PROMPT.test(view.line(top + 1))) return undefined;
  const foot = firstMatch(view, bottom + 1, NO_LOGIN);
  // There is a prompt, and whatever is entered fails.
  if (foot !== undefined) return { kind: "dialog", what: "login", text: foot };
  const rows = Array.from({ length: bottom - top - 1 }, (_, at) => top + 1 + at);
  const text = rows.map((row) => view.firmText(row, PROMPT_INDENT)).join("\n");
  const isAtStart = view.cursor.column === PROMPT_INDENT && view.cursor.row === top + 1;
  if (rows.length === 1 && isAtStart && isBlankOrHint(text, view.line(top + 1))) return { kind: "empty" };
  return { kind: "text", text, isStandIn: STAND_IN.test(text.trim()) };
}

/** A hint is faint but for its first letter, on which the cursor stands. */
function isBlankOrHint(firm: string, line: string): boolean {
  return firm === "" || (firm.length === 1 && line.length > PROMPT_INDENT + 1);
}

function dialogIn(view: ScreenView): ScreenReading | undefined {
  const lines = Array.from({ length: view.rows }, (_, row) => view.line(row));
  const choice = choiceIn(lines);
  const isLogin = lines.some((line) => /^\s*(?:select login method|paste code here)/i.test(line));
  if (choice < 0 && !isLogin) return undefined;
  const top = lines.findLastIndex((line, row) => RULE.test(line) && (choice < 0 || row < choice));
  const words = lines
    .slice(top + 1, choice < 0 ? undefined : choice)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !OPTION.test(line));
  const text = words.slice(0, DIALOG_LINES).join(" · ").slice(0, DIALOG_CHARS);
  const all = lines.slice(top + 1).join(" ");
  const what = DIALOGS.find(([, pattern]) => pattern.test(all))?.[0] ?? "question";
  return { kind: "dialog", what, text };
}

/** The row of the option that is chosen: numbered, or with a word on the keys below it. */
function choiceIn(lines: readonly string[]): number {
  const numbered = lines.findLastIndex((line) => NUMBERED.test(line));
  if (numbered >= 0) return numbered;
  const keys = lines.findLastIndex((line) => KEYS.test(line));
  return lines.findLastIndex((line, row) => row < keys && CHOSEN.test(line));
}

function firstMatch(view: ScreenView, from: number, pattern: RegExp): string | undefined {
  for (let row = from; row < view.rows; row += 1) {
    const found = pattern.exec(view.line(row))?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

function ruleAbove(view: ScreenView, from: number): number | undefined {
  for (let row = from - 1; row >= 0; row -= 1) if (isRule(view, row)) return row;
  return undefined;
}

function ruleBelow(view: ScreenView, from: number): number | undefined {
  for (let row = from + 1; row < view.rows; row += 1) if (isRule(view, row)) return row;
  return undefined;
}

function isRule(view: ScreenView, row: number): boolean {
  const line = view.line(row);
  return line.length >= view.columns - PROMPT_INDENT && RULE.test(line);
}
