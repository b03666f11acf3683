import { join } from "node:path";
import { entryAt } from "./disk/file-system.ts";
import type { ProjectDisk } from "./disk/project-disk.ts";

/** The record of calls, below the project's root. */
export const CALLS_FILE = ".quorum/qms/calls.jsonl";
const EARLIER_CALLS_FILE = ".quorum/qms/calls-earlier.jsonl";

/** Calls are asked for again within minutes; this holds thousands, and there are two such files. */
const CALLS_BYTES = 2 * 1024 * 1024;

const LINE_END = 10;

export function callLine(key: string, result: string): string {
  return `${JSON.stringify({ key, result })}\n`;
}

/** The result of a call that was carried out. */
export function findRecordedCall(disk: ProjectDisk, key: string): string | undefined {
  const beginning = Buffer.from(`{"key":${JSON.stringify(key)},`);
  for (const path of [CALLS_FILE, EARLIER_CALLS_FILE]) {
    const line = lastLine(disk.bytes(path), beginning);
    const result = line === undefined ? undefined : resultIn(line);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** Looks for a line among bytes: each call that changes something looks here first, and finds nothing as a rule. */
function lastLine(bytes: Buffer | undefined, beginning: Buffer): string | undefined {
  if (bytes === undefined) return undefined;
  // Within a line its quotes are written otherwise, so that it is nowhere but at the beginning of one.
  const from = bytes.lastIndexOf(beginning);
  if (from === -1) return undefined;
  const end = bytes.indexOf(LINE_END, from);
  return bytes.toString("utf8", from, end === -1 ? undefined : end);
}

/** Begins a new file of calls when the present one is long. */
export function rotateCalls(disk: ProjectDisk): void {
  const path = join(disk.root, CALLS_FILE);
  if ((entryAt(disk.files, path)?.size ?? 0n) < CALLS_BYTES) return;
  disk.files.renameSync(path, join(disk.root, EARLIER_CALLS_FILE));
}

function resultIn(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("result" in value)) return undefined;
    return typeof value.result === "string" ? value.result : undefined;
  } catch (error) {
    // The last line of a file that a power cut has shortened.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
