import { parseMeta, type MetaFields } from "../../../../shared/qms/meta.ts";
import type { ReviewOutcome } from "../../../../shared/qms/request.ts";
import { isStatus } from "../../../../shared/qms/status.ts";
import { parseVersion } from "../../../../shared/qms/version.ts";
import { readDocument } from "../../qms/documents/frontmatter.ts";
import type { FileHead } from "../folders/folder-kind.ts";
import { shownLine } from "../shown-line.ts";
import type { MetaHead, TextHead } from "./document-file.ts";

const NAME_CHARS = 64;
const MOST_PEOPLE = 100;
const TITLE_CHARS = 300;
const NOTHING: MetaHead = { isCheckedOut: false, pending: [], outcomes: {} };

/** Reads a meta file; of one that is wrong in a part the rest is taken all the same. */
export function readMetaHead(head: FileHead): MetaHead {
  if (head.problem !== undefined) return { ...NOTHING, problem: head.problem };
  if (!head.isWhole) return { ...NOTHING, problem: `It is longer than a meta file can be. ${RESTORE}` };
  const parsed = parseMeta(head.text);
  if (parsed.kind === "meta") return pick(parsed.meta.fields);
  const problem = `${parsed.problem.charAt(0).toUpperCase()}${parsed.problem.slice(1)}. ${RESTORE}`;
  return { ...pick(fieldsIn(head.text)), problem };
}

const RESTORE = "Restore it from git or a backup.";

function fieldsIn(text: string): MetaFields {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? { ...json } : {};
  } catch {
    // It has been told that this is no JSON: nothing can be taken from it.
    return {};
  }
}

function pick(fields: MetaFields): MetaHead {
  const text = (key: string, limit: number): string | undefined => {
    const value = fields[key];
    return typeof value === "string" ? shownLine(value, limit) || undefined : undefined;
  };
  const [id, type] = [text("doc_id", 200), text("doc_type", 40)];
  const [version, status] = [text("version", 16), text("status", 32)];
  const [owner, checkedOutDate] = [text("responsible_user", NAME_CHARS), text("checked_out_date", 32)];
  const effectiveVersion = text("effective_version", 16);
  const { executable, pending_assignees: pending, review_outcomes: outcomes } = fields;
  return {
    ...(id !== undefined && { id }),
    ...(type !== undefined && { type }),
    ...(version !== undefined && parseVersion(version) !== undefined && { version }),
    ...(status !== undefined && isStatus(status) && { status }),
    ...(typeof executable === "boolean" && { isExecutable: executable }),
    ...(owner !== undefined && { owner }),
    isCheckedOut: fields["checked_out"] === true,
    ...(checkedOutDate !== undefined && { checkedOutDate }),
    ...(effectiveVersion !== undefined && { effectiveVersion }),
    pending: Array.isArray(pending) ? namesIn(pending) : [],
    outcomes: outcomesIn(outcomes),
  };
}

function namesIn(values: readonly unknown[]): string[] {
  const names = values.slice(0, MOST_PEOPLE).filter((value) => typeof value === "string");
  return names.map((name) => shownLine(name, NAME_CHARS));
}

function outcomesIn(value: unknown): Readonly<Record<string, ReviewOutcome>> {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value).slice(0, MOST_PEOPLE);
  return Object.fromEntries(
    entries.flatMap(([name, outcome]) =>
      outcome === "RECOMMEND" || outcome === "UPDATES_REQUIRED"
        ? [[shownLine(name, NAME_CHARS), outcome] as const]
        : [],
    ),
  );
}

/** Reads the head of a document's text. */
export function readTextHead(head: FileHead): TextHead {
  const { title, problem } = readDocument(head.text);
  const clean = title === undefined ? undefined : shownLine(title, TITLE_CHARS) || undefined;
  const wrong = head.problem ?? emptiness(head) ?? problem ?? (clean === undefined ? NO_TITLE : undefined);
  return { ...(clean !== undefined && { title: clean }), ...(wrong !== undefined && { problem: wrong }) };
}

const NO_TITLE = "It has no title. Begin it with a line `---`, a line `title: …` and another line `---`.";

function emptiness({ stamp }: FileHead): string | undefined {
  return stamp.size === 0 ? "It is empty. Restore it from git or a backup." : undefined;
}
