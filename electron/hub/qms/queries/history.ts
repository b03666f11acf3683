import { auditOf } from "../../../../shared/qms/document-path.ts";
import { detailOf, type AuditEvent, type AuditHistory } from "../../../../shared/qms/audit-event.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { cleanBody, cleanLine } from "../../../../shared/qms/text/clean-text.ts";
import { shownId, type Documents } from "../project/documents.ts";
import { Refusal } from "../refusal.ts";

const RULE = "=".repeat(70);
/** The longest line of an event, in code points. */
const LINE_CHARS = 1000;

/** A query's answer, with what it could not read. */
export interface Answer {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Everything that happened to a document. */
export function history(documents: Documents, id: string): Answer {
  const { events, badLines } = historyOf(documents, id);
  const lines = events.flatMap(describe);
  return {
    text: [`Audit History: ${id}`, RULE, ...lines].join("\n"),
    warnings: damagedLines(id, badLines),
  };
}

/** What reviewers said of a document, and why it was sent back. */
export function comments(
  documents: Documents,
  { id, version }: Extract<QmsRequest, { readonly kind: "comments" }>,
): Answer {
  const { events, badLines } = historyOf(documents, id);
  const said = events.filter(
    (event) =>
      (event.event === "REVIEW" || event.event === "REJECT") &&
      (detailOf(event, "comment") ?? "") !== "" &&
      (version === undefined || event.version === version),
  );
  const current = documents.findSound(id)?.meta.version ?? "unknown";
  const title =
    version === undefined
      ? `Comments for ${id} (current version ${current}):`
      : `Comments for ${id} v${version}:`;
  const entries = said.flatMap((event) => {
    const word = event.event === "REJECT" ? "REJECTED" : (detailOf(event, "outcome") ?? "");
    const { version: at = "?", user = "unknown" } = event;
    const head = cleanLine(`--- [v${at}] ${user} (${word}) - ${event.at} ---`, LINE_CHARS);
    return [head, cleanBody(detailOf(event, "comment") ?? "").trimEnd(), ""];
  });
  const text = entries.length === 0 ? ["No comments found."] : entries.slice(0, -1);
  return { text: [title, RULE, ...text].join("\n"), warnings: damagedLines(id, badLines) };
}

function historyOf(documents: Documents, id: string): AuditHistory {
  documents.typeOf(id);
  const found = documents.history(id);
  if (found !== undefined) return found;
  if (documents.find(id) === undefined) throw new Refusal(`Document not found: ${shownId(id)}`);
  throw new Refusal(`Document ${id} exists but has no audit log.\nIts history would be in ${auditOf(id)}.`);
}

function damagedLines(id: string, badLines: readonly number[]): string[] {
  if (badLines.length === 0) return [];
  return [`${auditOf(id)}: left out what is no valid event, in line ${badLines.join(", ")}.`];
}

/** What an event says stays on its line: a title may hold a line end, and must not pass for an event of its own. */
function describe(event: AuditEvent): string[] {
  return [cleanLine(headOf(event), LINE_CHARS), ...remarkIn(event)];
}

function headOf(event: AuditEvent): string {
  const { at, user = "unknown" } = event;
  const version = event.version === undefined ? "" : ` - v${event.version}`;
  const detail = (key: string): string => detailOf(event, key) ?? "";
  const by = `[${at}] ${event.event} by ${user}${version}`;
  switch (event.event) {
    case "CREATE":
      return `${by} - "${detailOf(event, "title") ?? detail("comment")}"`;
    case "CHECKOUT": {
      const from = detailOf(event, "from_version");
      return from === undefined ? by : `${by} (from v${from})`;
    }
    case "ROUTE_REVIEW":
      return `[${at}] ROUTE ${detail("review_type")} by ${user}${version} - to: ${assigneesIn(event)}`;
    case "ROUTE_APPROVAL":
      return `[${at}] ROUTE ${detail("approval_type")} by ${user}${version} - to: ${assigneesIn(event)}`;
    case "REVIEW":
      return `${by} - ${detail("outcome")}`;
    case "EFFECTIVE":
      return `[${at}] EFFECTIVE - v${detail("from_version")} -> v${event.version ?? ""}`;
    case "RETIRE":
      return `[${at}] RETIRE by ${user} - v${detail("from_version")} -> v${event.version ?? ""} (RETIRED)`;
    case "STATUS_CHANGE":
      return `[${at}] STATUS by ${user}${version} - ${detail("from_status")} -> ${detail("to_status")}`;
    default:
      return by;
  }
}

function assigneesIn({ details }: AuditEvent): string {
  const { assignees } = details;
  return Array.isArray(assignees) ? assignees.filter((name) => typeof name === "string").join(", ") : "";
}

/** What somebody wrote, below the line of the event. */
function remarkIn(event: AuditEvent): string[] {
  switch (event.event) {
    case "REVIEW":
    case "REJECT":
      return indented(detailOf(event, "comment") ?? "");
    case "REVERT":
      return indented(`Reason: ${detailOf(event, "reason") ?? ""}`);
    default:
      return [];
  }
}

function indented(text: string): string[] {
  const clean = cleanBody(text).trimEnd();
  return clean === "" ? [] : clean.split("\n").map((line) => `    ${line}`);
}
