import {
  MOST_ARGUMENTS_CHARS,
  MOST_TOOL_CHARS,
  type ToolCallEntry,
} from "../../../shared/ledger/ledger-entry.ts";
import { MOST_REASON_CHARS } from "../../../shared/ledger/ledger-item.ts";
import type { FinishedCall } from "./observed-desk.ts";
import { HIDDEN, isSecretName, withoutSecrets } from "./without-secrets.ts";

/** Of a text no more is kept: who wrote what to whom is in the QMS and in git. */
const MOST_TEXT_CHARS = 200;
const MOST_VALUES = 40;
const MOST_DEPTH = 4;

/** A call as the ledger has it: short, whatever was sent, and without what looks like a secret. */
export function calledEntry(call: FinishedCall): ToolCallEntry {
  const { user, door, server, tool, ms, outcome, answer } = call;
  const reason = outcome === "done" ? undefined : answer?.content[0]?.text;
  return {
    kind: "tool-call",
    user: user.slice(0, 64),
    door,
    server: server.slice(0, 32),
    tool: tool.slice(0, MOST_TOOL_CHARS),
    arguments: cut(JSON.stringify(short(call.arguments, 0)) ?? "", MOST_ARGUMENTS_CHARS),
    outcome,
    ...(reason === undefined ? {} : { reason: shortText(reason, MOST_REASON_CHARS) }),
    ms: Math.max(0, ms),
  };
}

function short(value: unknown, depth: number): unknown {
  if (typeof value === "string") return shortText(value, MOST_TEXT_CHARS);
  if (typeof value !== "object" || value === null) return value;
  if (depth === MOST_DEPTH) return "…";
  if (Array.isArray(value)) {
    const kept = value.slice(0, MOST_VALUES).map((each) => short(each, depth + 1));
    return value.length > MOST_VALUES ? [...kept, `… ${value.length - MOST_VALUES} more`] : kept;
  }
  const entries = Object.entries(value).slice(0, MOST_VALUES);
  return Object.fromEntries(
    entries.map(([name, each]) => [
      shortText(name, MOST_TEXT_CHARS),
      isSecretName(name) ? HIDDEN : short(each, depth + 1),
    ]),
  );
}

/** Cut before it is searched as well: a search of megabytes would take its time. */
function shortText(text: string, most: number): string {
  const [beginning, isCut] = [text.slice(0, most * 2), text.length > most * 2];
  return cut(withoutSecrets(beginning) + (isCut ? "…" : ""), most);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
