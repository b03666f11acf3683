import { auditOf } from "../../../../shared/qms/document-path.ts";
import { detailOf, type AuditEvent, type AuditHistory } from "../../../../shared/qms/audit-event.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { shownId, type Documents } from "../project/documents.ts";
import { Refusal } from "../refusal.ts";

const RULE = "=".repeat(70);

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
  const current = documents.find(id)?.meta.version ?? "unknown";
  const title =
    version === undefined
      ? `Comments for ${id} (current version ${current}):`
      : `Comments for ${id} v${version}:`;
  const entries = said.flatMap((event) => {
    const word = event.event === "REJECT" ? "REJECTED" : (detailOf(event, "outcome") ?? "");
    return [
      `--- [v${event.version}] ${event.user} (${word}) - ${event.at} ---`,
      detailOf(event, "comment") ?? "",
      "",
    ];
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

function describe(event: AuditEvent): string[] {
  const { at, user } = event;
  const version = event.version === undefined ? "" : ` - v${event.version}`;
  const by = `[${at}] ${event.event} by ${user}${version}`;
  switch (event.event) {
    case "CREATE":
      return [`${by} - "${detailOf(event, "title") ?? detailOf(event, "comment") ?? ""}"`];
    case "CHECKOUT": {
      const from = detailOf(event, "from_version");
      return [from === undefined ? by : `${by} (from v${from})`];
    }
    case "ROUTE_REVIEW":
      return [routed(event, "review_type")];
    case "ROUTE_APPROVAL":
      return [routed(event, "approval_type")];
    case "REVIEW":
      return [`${by} - ${detailOf(event, "outcome") ?? ""}`, ...indented(detailOf(event, "comment"))];
    case "REJECT":
      return [by, ...indented(detailOf(event, "comment"))];
    case "EFFECTIVE":
      return [`[${at}] EFFECTIVE - v${detailOf(event, "from_version")} -> v${event.version}`];
    case "REVERT":
      return [by, `    Reason: ${detailOf(event, "reason") ?? ""}`];
    case "RETIRE":
      return [
        `[${at}] RETIRE by ${user} - v${detailOf(event, "from_version")} -> v${event.version} (RETIRED)`,
      ];
    case "STATUS_CHANGE": {
      const change = `${detailOf(event, "from_status")} -> ${detailOf(event, "to_status")}`;
      return [`[${at}] STATUS by ${user}${version} - ${change}`];
    }
    default:
      return [by];
  }
}

function routed(event: AuditEvent, key: string): string {
  const assignees = event.details["assignees"];
  const to = Array.isArray(assignees) ? assignees.filter((name) => typeof name === "string").join(", ") : "";
  return `[${event.at}] ROUTE ${detailOf(event, key) ?? ""} by ${event.user} - v${event.version} - to: ${to}`;
}

function indented(text: string | undefined): string[] {
  return text === undefined || text === "" ? [] : text.split("\n").map((line) => `    ${line}`);
}
