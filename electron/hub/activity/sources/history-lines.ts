import { basename, join } from "node:path";
import { parseAudit, type AuditEvent } from "../../../../shared/qms/audit-event.ts";
import { auditOf } from "../../../../shared/qms/document-path.ts";
import { isDocumentId } from "../../../../shared/qms/document-id.ts";
import { shownLine } from "../../reader/shown-line.ts";
import { cleanDetails, textIn } from "./clean-details.ts";
import type { LineEntry, LineSource, SourceFile } from "./line-source.ts";
import { filesIn, foldersIn } from "./listed-folder.ts";

const ENDING = ".jsonl";
const NAME = /^q\.([\w-]+)\.([\w-][\w.-]*)$/;
const HISTORY_FILE = /^[^.].*(?<!\.source)\.jsonl$/;

/** The histories of all documents of a project. */
export function historyLines(root: string): LineSource {
  const folder = join(root, "QMS", ".audit");
  const fileOf = (type: string, name: string): SourceFile => ({
    name: `q.${type}.${name.slice(0, -ENDING.length)}`,
    path: join(folder, type, name),
  });
  return {
    key: "q",
    list: function* () {
      for (const type of foldersIn(folder))
        for (const name of filesIn(join(folder, type), HISTORY_FILE)) yield fileOf(type, name);
    },
    fileNamed: (name) => {
      const [, type, stem] = NAME.exec(name) ?? [];
      return type === undefined || stem === undefined ? undefined : fileOf(type, `${stem}${ENDING}`);
    },
    filesOf: (document) => {
      if (!isDocumentId(document)) return [];
      const [, , type = "", name = ""] = auditOf(document).split("/");
      return [fileOf(type, name)];
    },
    read: (line, { path }) => {
      const [event] = parseAudit(line).events;
      return event === undefined ? undefined : entryOf(event, basename(path, ENDING));
    },
  };
}

function entryOf(event: AuditEvent, document: string): LineEntry | undefined {
  const at = Date.parse(event.at);
  if (Number.isNaN(at)) return undefined;
  const { user, version, details } = event;
  return {
    at,
    kind: "document",
    event: shownLine(event.event, 64),
    ...(user !== undefined && { agent: shownLine(user, 64) }),
    document: shownLine(document, 200),
    text: shownLine(sentence(event, document), 500),
    details: cleanDetails({ version, ...details }),
  };
}

/** What most histories say, in the words of this window; other events are told by their own names. */
const DEEDS: Readonly<Record<string, string>> = {
  CREATE: "made",
  CHECKOUT: "checked out",
  CHECKIN: "checked in",
  REVIEW: "reviewed",
  APPROVE: "approved",
  REJECT: "rejected",
  RELEASE: "released",
  CLOSE: "closed",
  CANCEL: "cancelled",
  REVERT: "reverted",
  WITHDRAW: "withdrawn",
  ASSIGN: "assigned",
  FIX: "fixed",
  RETIRE: "retired",
  ROUTE_REVIEW: "sent to review",
  ROUTE_APPROVAL: "sent to approval",
};

function sentence({ event, user, details }: AuditEvent, document: string): string {
  const who = user ?? "somebody";
  const from = textIn(details["from_status"]);
  const to = textIn(details["to_status"]);
  const comment = textIn(details["comment"]) ?? textIn(details["reason"]) ?? textIn(details["title"]);
  if (to !== undefined) return `${document} went ${from === undefined ? "" : `from ${from} `}to ${to}`;
  const outcome = textIn(details["outcome"]);
  const result = outcome === undefined ? "" : ` (${outcome.toLowerCase().replaceAll("_", " ")})`;
  const deed = DEEDS[event];
  const begins = deed === undefined ? `${document}: ${event}` : `${document} ${deed} by ${who}${result}`;
  return comment === undefined ? begins : `${begins}: ${comment}`;
}
