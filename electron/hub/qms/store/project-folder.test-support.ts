import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A project's folder for a test, with files given by their paths. */
export function makeProjectFolder(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "quorum-store-"));
  addFiles(root, files);
  return root;
}

export function addFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Every file of a project with its text, and every folder; without what Quorum keeps for itself. */
export function treeOf(root: string): Readonly<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1).replaceAll("\\", "/");
    if (name === ".quorum" || name.startsWith(".quorum/")) continue;
    // Made where inboxes are on a disk of their own, and kept; what is in it counts.
    if (entry.isDirectory() && entry.name === ".tmp") continue;
    if (entry.isDirectory()) tree[`${name}/`] = "";
    else tree[name] = entry.isSymbolicLink() ? `-> ${readlinkSync(path)}` : readFileSync(path, "utf8");
  }
  return Object.fromEntries(Object.entries(tree).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the store itself has left lying about. */
export function leftoversIn(root: string): readonly string[] {
  const folder = join(root, ".quorum/qms");
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(({ parentPath, name }) =>
    parentPath === join(folder, "tmp") || (parentPath === folder && name.startsWith("journal")) ? [name] : [],
  );
}

export function removeProjectFolder(root: string): void {
  rmSync(root, { recursive: true, force: true });
}
