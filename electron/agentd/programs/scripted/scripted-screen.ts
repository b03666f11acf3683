import type { ScreenView } from "../../activity/screen-view.ts";
import type { ScreenReading } from "../agent-program.ts";

const PROMPT = /^([\w-]+ ❯)(?: (.*))?$/;
const DIALOG = /^\? (.*)$/;
const QUESTION = /\((?:y\/N|1-\d+)\)(?: .*)?$/;
const CHOICE = /^[❯ ] 1\. /;

/** Reads the scripted agent's screen: its prompt, or a question, stands where the cursor is. */
export function readScriptedScreen(view: ScreenView): ScreenReading {
  const { row, column } = view.cursor;
  const line = view.line(row);
  const prompt = PROMPT.exec(line);
  if (prompt !== null) {
    const [, sign = "", text = ""] = prompt;
    if (text === "" && column === sign.length + 1) return { kind: "empty" };
    return { kind: "text", text, isStandIn: false };
  }
  if (QUESTION.test(line)) return { kind: "dialog", what: "question", text: wordsAbove(view, row) };
  if (CHOICE.test(line)) return { kind: "dialog", what: "permission", text: wordsAbove(view, row) };
  return { kind: "unclear" };
}

function wordsAbove(view: ScreenView, from: number): string {
  for (let row = from - 1; row >= 0; row -= 1) {
    const words = DIALOG.exec(view.line(row))?.[1];
    if (words !== undefined) return words;
  }
  return "";
}
