import { realpathSync, statSync, type Stats } from "node:fs";
import { sep } from "node:path";
import { isPlainName } from "./file-problems.ts";
import type { FolderKind } from "./folder-kind.ts";

/** What an entry of a followed folder is to us. */
export type EntryClass =
  | { readonly kind: "folder"; readonly inner: FolderKind<unknown>; readonly inode: number }
  | { readonly kind: "file" }
  | { readonly kind: "ignored" }
  | { readonly kind: "refused"; readonly problem: string };

const IGNORED: EntryClass = { kind: "ignored" };

/** Says what an entry is, by its name and by what the system says of it. Nothing is opened. */
export function classifyEntry(
  entry: Stats,
  place: {
    readonly kind: FolderKind<unknown>;
    readonly name: string;
    readonly absolute: string;
    readonly root: string;
  },
): EntryClass {
  const { kind, name } = place;
  const inner = kind.folder(name);
  const isWanted = kind.wantsFile(name);
  if (inner === undefined && !isWanted) return IGNORED;
  if (!isPlainName(name)) return refused("Its name holds characters that cannot be shown. Rename it.");
  if (entry.isSymbolicLink()) return classifyLink(inner, place);
  if (entry.isDirectory()) {
    if (inner === undefined) return refused("It is a folder where a file belongs. Move it elsewhere.");
    return { kind: "folder", inner, inode: entry.ino };
  }
  if (isWanted) {
    return entry.isFile() ? { kind: "file" } : refused("It is not a file that can be read. Remove it.");
  }
  return kind.isFolderName(name)
    ? refused("It is a file where a folder belongs. Move it elsewhere, and make the folder.")
    : IGNORED;
}

/** A folder may be a link within the project. Nothing that lies outside is read, and no file through a link. */
function classifyLink(
  inner: FolderKind<unknown> | undefined,
  { absolute, root }: { readonly absolute: string; readonly root: string },
): EntryClass {
  if (inner === undefined) return refused("It is a link, and links are not read. Put the file itself there.");
  if (!isInside(absolute, root))
    return refused("It is a link that leads nowhere, or out of the project. Put the folder itself there.");
  const target = statSync(absolute, { throwIfNoEntry: false });
  return target?.isDirectory() === true ? { kind: "folder", inner, inode: target.ino } : IGNORED;
}

/** Whether a path lies in the project when all links on the way are followed. */
export function isInside(path: string, root: string): boolean {
  try {
    return `${realpathSync(path)}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

function refused(problem: string): EntryClass {
  return { kind: "refused", problem };
}
