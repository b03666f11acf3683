import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { parseAudit, type AuditEvent } from "../shared/qms/audit-event.ts";
import { auditOf } from "../shared/qms/document-path.ts";
import { parseMeta, type DocumentMeta } from "../shared/qms/meta.ts";
import { isStatus, type Status } from "../shared/qms/status.ts";

const ASSETS = fileURLToPath(new URL(".", import.meta.url));

/** A document of the sample project: its state, and the history that leads there. */
export interface SampleDocument {
  readonly meta: DocumentMeta;
  readonly events: readonly DatedEvent[];
}

/** An event together with the status that the document had when it came about. */
export interface DatedEvent extends AuditEvent {
  readonly status: Status;
  /** The day in UTC, as folders and tasks are dated. */
  readonly day: string;
}

export function readAsset(...path: readonly string[]): Promise<string> {
  return readFile(join(ASSETS, ...path), "utf8");
}

export function hasAsset(...path: readonly string[]): boolean {
  return existsSync(join(ASSETS, ...path));
}

/** The files below a folder of the assets, as paths relative to `base`, with `/`. */
export async function filesBelow(base: string, folder = "."): Promise<readonly string[]> {
  const root = join(ASSETS, base);
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .toSorted();
}

export async function readDocuments(): Promise<readonly SampleDocument[]> {
  const files = await filesBelow("sample", "QMS/.meta");
  return Promise.all(
    files.map(async (file) => {
      const parsed = parseMeta(await readAsset("sample", file));
      if (parsed.kind === "problem") throw new Error(`${file}: ${parsed.problem}`);
      return { meta: parsed.meta, events: await readEvents(parsed.meta.id) };
    }),
  );
}

async function readEvents(id: string): Promise<readonly DatedEvent[]> {
  const { events, badLines } = parseAudit(await readAsset("sample", auditOf(id)));
  expect(badLines).toEqual([]);
  let status: Status = "DRAFT";
  return events.map((event) => {
    const dated = { ...event, status, day: event.at.slice(0, 10) };
    if (event.event === "STATUS_CHANGE") {
      expect(event.details["from_status"], `${id}, ${event.at}`).toBe(status);
      status = statusIn(event.details["to_status"]);
    } else if (event.event === "SEED") status = "EFFECTIVE";
    else if (event.event === "CHECKOUT" && status === "EFFECTIVE") status = "DRAFT";
    return dated;
  });
}

function statusIn(value: unknown): Status {
  if (typeof value === "string" && isStatus(value)) return value;
  throw new Error(`${String(value)} is no status`);
}

/** The front matter of an item as the pairs that it is, and the text below it. */
export function splitItem(text: string): {
  readonly fields: readonly (readonly [string, string])[];
  readonly body: string;
} {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined) throw new Error("no front matter");
  const fields = head.split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)] as const;
  });
  return { fields, body };
}
