import { open, stat } from "node:fs/promises";
import { hasCode } from "../has-code.ts";
import type { Finding } from "./agent-program.ts";

/** What was said lately is at the end; a turn's output may lie behind it. */
const TAIL_BYTES = 16 * 1024 * 1024;

/** Looks in the end of a file of JSON lines for one that a claim holds for; a line that is cut or makes no sense is none. */
export async function findInLines(
  file: string | undefined,
  claim: (entry: Readonly<Record<string, unknown>>) => boolean,
): Promise<Finding> {
  if (file === undefined) return "unknown";
  try {
    return (await tailOf(file)).split("\n").some((line) => isEntry(line, claim)) ? "told" : "not-told";
  } catch (error) {
    // Written with the first thing that is said: where it is not there, nothing was.
    if (hasCode(error, "ENOENT")) return "not-told";
    return "unknown";
  }
}

async function tailOf(file: string): Promise<string> {
  const { size } = await stat(file);
  const from = Math.max(0, size - TAIL_BYTES);
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.subarray(0, bytesRead).toString();
  } finally {
    await handle.close();
  }
}

function isEntry(line: string, claim: (entry: Readonly<Record<string, unknown>>) => boolean): boolean {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null && claim({ ...entry });
  } catch {
    return false;
  }
}
