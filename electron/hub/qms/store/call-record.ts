import { join } from "node:path";
import { entryAt } from "./disk/file-system.ts";
import type { ProjectDisk } from "./disk/project-disk.ts";

/** The record of calls, below the project's root. */
export const CALLS_FILE = ".quorum/qms/calls.jsonl";
const EARLIER_CALLS_FILE = ".quorum/qms/calls-earlier.jsonl";

/** Calls are asked for again within minutes; this holds thousands, and there are two such files. */
const CALLS_BYTES = 2 * 1024 * 1024;

export function callLine(key: string, result: string): string {
  return `${JSON.stringify({ key, result })}\n`;
}

/** The result of a call that was carried out. */
export function findRecordedCall(disk: ProjectDisk, key: string): string | undefined {
  const beginning = `{"key":${JSON.stringify(key)},`;
  for (const path of [CALLS_FILE, EARLIER_CALLS_FILE]) {
    const text = disk.bytes(path)?.toString("utf8") ?? "";
    const line = text.split("\n").findLast((candidate) => candidate.startsWith(beginning));
    const result = line === undefined ? undefined : resultIn(line);
    if (result !== undefined) return result;
  }
  return undefined;
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
