import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FUSE_COUNT, FUSE_SENTINEL } from "./fuses.ts";

export interface ElectronFolder {
  readonly path: string;
  /** False where Electron's own binaries cannot be had, and a folder of their shape takes their place. */
  readonly isReal: boolean;
}

/** Finds Electron's unpacked binaries, or makes a folder that stands in for them. */
export async function electronFolder(root: string): Promise<ElectronFolder> {
  const real = join(root, "node_modules", "electron", "dist");
  const isReal = await access(join(real, "version")).then(
    () => true,
    () => false,
  );
  if (isReal) return { path: real, isReal };
  if (process.platform !== "linux")
    throw new Error("Electron's binaries are not installed: run `npm install` again.");
  const path = join(root, "node_modules", ".cache", "electron-folder");
  await makeStandIn(path, await electronVersion(root));
  return { path, isReal };
}

/** Enough of Electron's layout to pack: a binary that does nothing but carries the fuses, and the folders around it. */
async function makeStandIn(path: string, version: string): Promise<void> {
  await mkdir(join(path, "resources"), { recursive: true });
  await mkdir(join(path, "locales"), { recursive: true });
  // "r" marks a fuse that this Electron does not have; a real one carries "0" or "1".
  const wire = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.of(1, FUSE_COUNT),
    Buffer.alloc(FUSE_COUNT, "1"),
  ]);
  const binary = Buffer.concat([Buffer.from("#!/bin/sh\nexit 1\n"), wire]);
  await writeFile(join(path, "electron"), binary, { mode: 0o755 });
  await writeFile(join(path, "version"), version);
  await writeFile(join(path, "locales", "en-US.pak"), "");
}

async function electronVersion(root: string): Promise<string> {
  const description: { readonly version: string } = JSON.parse(
    await readFile(join(root, "node_modules", "electron", "package.json"), "utf8"),
  );
  return description.version;
}
