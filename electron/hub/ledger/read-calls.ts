import { join } from "node:path";
import type { ToolCallEntry } from "../../../shared/ledger/ledger-entry.ts";
import { hasCode } from "../files/has-code.ts";
import { readLines } from "../files/read-lines.ts";
import { fileName, fileNumbers, nodeFileSystem, READ, type FileSystem } from "./ledger-folder.ts";
import { unsealLine } from "./seal.ts";

/** Longer than any entry of a call. */
const MOST_LINE_BYTES = 65_536;

/** A call of a tool, and when it was over. */
export type RecordedToolCall = ToolCallEntry & { readonly at: number };

export interface ReadCallsOptions {
  readonly most: number;
  /** Only this user's. */
  readonly user?: string | undefined;
}

/** The latest calls of tools in a ledger, the oldest of them first. It may be written to meanwhile. */
export async function readCalls(
  folder: string,
  { most, user }: ReadCallsOptions,
  files: FileSystem = nodeFileSystem,
): Promise<readonly RecordedToolCall[]> {
  let found: RecordedToolCall[] = [];
  for (const number of (await fileNumbers(files, folder)).toReversed()) {
    const calls = await callsIn(files, join(folder, fileName(number)), most - found.length, user);
    found = [...calls, ...found];
    if (found.length >= most) break;
  }
  return found;
}

async function callsIn(
  files: FileSystem,
  path: string,
  most: number,
  user: string | undefined,
): Promise<RecordedToolCall[]> {
  const handle = await files.open(path, READ).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ELOOP", "EISDIR")) return undefined;
    throw error;
  });
  if (handle === undefined) return [];
  try {
    let calls: RecordedToolCall[] = [];
    for await (const lines of readLines(handle, { mostBytes: MOST_LINE_BYTES })) {
      for (const { bytes } of lines) {
        const { isIntact, chained } = unsealLine(bytes);
        if (!isIntact || chained?.entry?.kind !== "tool-call") continue;
        if (user === undefined || chained.entry.user === user)
          calls.push({ ...chained.entry, at: chained.at });
      }
      calls = calls.slice(-most);
    }
    return calls;
  } finally {
    await handle.close();
  }
}
