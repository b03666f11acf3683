import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { hasCode } from "../../files/has-code.ts";
import type { FileStamp, ReadPlan } from "./folder-kind.ts";

/** What came of reading the beginning of a file. */
export type HeadResult =
  | {
      readonly kind: "head";
      readonly stamp: FileStamp;
      readonly text: string;
      readonly isWhole: boolean;
      readonly problem?: string;
    }
  | { readonly kind: "gone" }
  /** It is no regular file any more. */
  | { readonly kind: "other" }
  | { readonly kind: "unreadable"; readonly problem: string };

// A link in the place of the file must not lead elsewhere, and a pipe there must not hold up everything.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Files are read one after another: one buffer serves all. */
let buffer = Buffer.allocUnsafe(65_536);

/** Reads the beginning of a file: as much as the plan says, and more where `needsMore` asks for it. */
export function readHead(
  path: string,
  plan: ReadPlan,
  needsMore: (text: string) => boolean = () => false,
): HeadResult {
  let handle: number;
  try {
    handle = openSync(path, FLAGS);
  } catch (error) {
    return failed(error);
  }
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) return { kind: "other" };
    const stamp = stampOf(stats);
    const first = readText(handle, Math.min(plan.bytes, stats.size));
    if (plan.bytes >= stats.size) return { kind: "head", stamp, ...first, isWhole: true };
    if (!needsMore(first.text)) return { kind: "head", stamp, ...first, isWhole: false };
    const more = readText(handle, Math.min(plan.mostBytes, stats.size));
    return { kind: "head", stamp, ...more, isWhole: plan.mostBytes >= stats.size };
  } catch (error) {
    return failed(error);
  } finally {
    closeSync(handle);
  }
}

export function stampOf({ mtimeMs, size, ino }: Stats): FileStamp {
  return { mtimeMs, size, inode: ino };
}

export function isSameStamp(one: FileStamp, other: FileStamp): boolean {
  return one.mtimeMs === other.mtimeMs && one.size === other.size && one.inode === other.inode;
}

function readText(handle: number, length: number): { text: string; problem?: string } {
  if (buffer.length < length) buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(handle, buffer, filled, length - filled, filled);
    if (read === 0) break;
    filled += read;
  }
  const text = buffer.toString("utf8", 0, filled);
  // Only a text with the replacement character can have been anything but UTF-8: the exact look is seldom needed.
  if (!text.includes("\ufffd") || isUtf8(buffer.subarray(0, endOfCharacters(filled)))) return { text };
  return { text, problem: "It is not UTF-8 text. Save it as UTF-8." };
}

/** Where the last character ends that is there as a whole: the end of what was read may lie within one. */
function endOfCharacters(filled: number): number {
  for (let back = 1; back <= Math.min(3, filled); back += 1) {
    const byte = buffer[filled - back] ?? 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? filled - back : filled;
    if (byte < 0x80) return filled;
  }
  return filled;
}

function failed(error: unknown): HeadResult {
  if (hasCode(error, "ENOENT", "ENOTDIR")) return { kind: "gone" };
  if (hasCode(error, "ELOOP", "EISDIR", "ENXIO", "EMLINK")) return { kind: "other" };
  return { kind: "unreadable", problem: unreadable(error) };
}

/** Says why the system did not let us read something, and what can be done. */
export function unreadable(error: unknown): string {
  if (hasCode(error, "EACCES", "EPERM"))
    return "It cannot be read: the permission for it is missing. Make it readable.";
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return `It cannot be read (${code}). Check the disk that it lies on.`;
}
