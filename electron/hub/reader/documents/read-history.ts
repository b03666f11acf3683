import type { FileProblem } from "../../../../shared/contract/inbox.ts";
import type { HistoryEvent } from "../../../../shared/contract/qms.ts";
import { parseAudit, type AuditEvent } from "../../../../shared/qms/audit-event.ts";
import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { fileProblem } from "../folders/file-problems.ts";
import { readHead } from "../folders/read-head.ts";
import { shownLine } from "../shown-line.ts";

/** The longest history that is read: a hundred times what real ones come to. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_DETAILS = 40;
const MOST_ENTRIES = 200;
const NAMED_LINES = 10;

/** A document's history, and what is wrong with the files that hold it. */
export interface History {
  readonly events: readonly HistoryEvent[];
  readonly problems: readonly FileProblem[];
}

/** Reads the latest events of a document from its history files, the latest last. */
export function readHistory(root: string, paths: readonly string[], limit: number): History {
  const events: HistoryEvent[] = [];
  const problems: FileProblem[] = [];
  for (const path of paths) {
    const result = readHead(`${root}/${path}`, { bytes: MOST_BYTES, mostBytes: MOST_BYTES });
    if (result.kind === "unreadable") problems.push(fileProblem(path, result.problem));
    if (result.kind !== "head") continue;
    if (result.problem !== undefined) problems.push(fileProblem(path, result.problem));
    if (!result.isWhole) problems.push(fileProblem(path, "It is too long to be read to its end."));
    const history = parseAudit(result.text);
    events.push(...history.events.slice(-limit).map(historyEvent));
    if (history.badLines.length > 0) problems.push(fileProblem(path, badLines(history.badLines)));
  }
  return { events: events.slice(-limit), problems };
}

function badLines(lines: readonly number[]): string {
  const [only] = lines;
  if (lines.length === 1) return `Line ${only} is no event. Restore the file from git or a backup.`;
  const more = lines.length > NAMED_LINES ? ` and ${lines.length - NAMED_LINES} more` : "";
  return `Lines ${lines.slice(0, NAMED_LINES).join(", ")}${more} are no events. Restore the file from git or a backup.`;
}

function historyEvent({ at, event, user, version, details }: AuditEvent): HistoryEvent {
  return {
    at: shownLine(at, 64),
    event: shownLine(event, 64),
    ...(user !== undefined && { user: shownLine(user, 64) }),
    ...(version !== undefined && { version: shownLine(version, 16) }),
    details: Object.fromEntries(
      flat(details)
        .slice(0, MOST_DETAILS)
        .map(([key, value]) => [shownLine(key, 64), detail(value)]),
    ),
  };
}

/** What some commands put together is told part by part. */
function flat(details: AuditEvent["details"]): readonly (readonly [string, unknown])[] {
  return Object.entries(details).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : [[key, value] as const],
  );
}

function detail(value: unknown): string | string[] {
  if (typeof value === "string") return cleanText(value);
  if (!Array.isArray(value)) return cleanText(JSON.stringify(value));
  return value
    .slice(0, MOST_ENTRIES)
    .map((entry) => shownLine(typeof entry === "string" ? entry : JSON.stringify(entry), 300));
}

function cleanText(text: string): string {
  return cleanBody(text.slice(0, 262_000)).trimEnd();
}
