import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";

/** Files outside the source folders that change what comes out. */
const COMMON_INPUTS = ["package.json", "package-lock.json", "tsconfig.base.json", "electron.vite.config.ts"];
const BUILD_SCRIPTS = ["scripts/build.ts", "scripts/build"];

/** The source folders that a folder is made of: itself and, by its tsconfig's references, those it may import. */
async function sourceFolders(root: string, folder: string, found = new Set<string>()): Promise<Set<string>> {
  if (found.has(folder)) return found;
  found.add(folder);
  for (const reference of await readReferences(join(root, folder, "tsconfig.json"))) {
    await sourceFolders(root, relative(root, resolve(root, folder, reference)), found);
  }
  return found;
}

async function readReferences(file: string): Promise<readonly string[]> {
  const config: { readonly references?: readonly { readonly path: string }[] } = JSON.parse(
    await readFile(file, "utf8"),
  );
  return (config.references ?? []).map((reference) => reference.path);
}

/** A hash of everything that a target's bundle depends on: its sources, the lock file, and the build itself. */
export async function fingerprint(root: string, folder: string): Promise<string> {
  const folders = [...(await sourceFolders(root, folder))];
  const lists = await Promise.all([...folders, ...BUILD_SCRIPTS].map((path) => filesBelow(join(root, path))));
  const files = [...lists.flat(), ...COMMON_INPUTS.map((file) => join(root, file))].toSorted();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256").update(process.version);
  for (const [index, file] of files.entries()) {
    hash.update(relative(root, file).replaceAll(sep, "/")).update("\0");
    hash.update(
      createHash("sha256")
        .update(contents[index] ?? "")
        .digest(),
    );
  }
  return hash.digest("hex");
}

async function filesBelow(path: string): Promise<readonly string[]> {
  if (path.endsWith(".ts")) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test(?:-support)?\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
