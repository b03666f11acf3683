import { join } from "node:path";
import type { ActivityKind } from "../../../../shared/contract/activity.ts";
import { shownLine } from "../../reader/shown-line.ts";
import { cleanDetails, objectIn, textIn } from "./clean-details.ts";
import type { LineEntry, LineSource } from "./line-source.ts";
import { filesIn } from "./listed-folder.ts";

export const DAY_FILE = /^(\d{4}-\d\d-\d\d)\.jsonl$/;

const KINDS: ReadonlySet<string> = new Set<ActivityKind>([
  "state",
  "turn",
  "tool",
  "asked",
  "policy",
  "call",
  "problem",
  "container",
]);

/** What is kept in the timeline's own files, one for each day. */
export function recordedLines(folder: string): LineSource {
  return {
    key: "a",
    list: () =>
      filesIn(folder, DAY_FILE)
        .toSorted()
        .toReversed()
        .map((name) => ({ name: `a.${name.slice(0, 10)}`, path: join(folder, name) })),
    fileNamed: (name) => {
      const file = `${name.slice(2)}.jsonl`;
      return name.startsWith("a.") && DAY_FILE.test(file) ? { name, path: join(folder, file) } : undefined;
    },
    read: readRecorded,
  };
}

/** What a line of ours says; nothing of it is trusted, since anybody may have written to the file. */
export function readRecorded(line: string): LineEntry | undefined {
  const value = objectIn(line);
  if (value === undefined) return undefined;
  const { at, kind, event, agent, document, text, details } = value;
  const word = textIn(event);
  if (typeof at !== "number" || !isKind(kind) || word === undefined) return undefined;
  const who = textIn(agent);
  const what = textIn(document);
  return {
    at,
    kind,
    event: shownLine(word, 64),
    ...(who !== undefined && { agent: shownLine(who, 64) }),
    ...(what !== undefined && { document: shownLine(what, 200) }),
    text: shownLine(textIn(text) ?? word, 500),
    details: typeof details === "object" && details !== null ? cleanDetails({ ...details }) : {},
  };
}

function isKind(value: unknown): value is ActivityKind {
  return typeof value === "string" && KINDS.has(value);
}
