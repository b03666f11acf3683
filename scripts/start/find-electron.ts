import { execFile } from "node:child_process";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A download that hangs is given up after this. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/** After a failed download the next start does not try again for this long, so that it does not wait in vain. */
const RETRY_AFTER_MS = 60 * 60_000;

/** Electron's binary, or why there is none. */
export type Electron = { readonly binary: string; readonly folder: string } | { readonly reason: string };

/** Finds Electron's binary. Its package does not contain it: the first time it is downloaded. */
export async function findElectron(root: string, onDownload: () => void): Promise<Electron> {
  const installed = await findInstalled(root);
  if (installed) return installed;
  const note = join(root, "node_modules/.cache/quorum/electron-download-failed");
  const failedAt = (await stat(note).catch(() => undefined))?.mtimeMs ?? 0;
  if (Date.now() - failedAt < RETRY_AFTER_MS)
    return { reason: `its binary could not be downloaded (${await readFile(note, "utf8")})` };
  onDownload();
  const failure = await download(root);
  if (failure === undefined) {
    await rm(note, { force: true });
    return (await findInstalled(root)) ?? { reason: "its download left no binary" };
  }
  await mkdir(dirname(note), { recursive: true });
  await writeFile(note, failure);
  return { reason: `its binary could not be downloaded (${failure})` };
}

async function findInstalled(root: string): Promise<Electron | undefined> {
  const folder = join(root, "node_modules/electron/dist");
  const name = await readFile(join(root, "node_modules/electron/path.txt"), "utf8").catch(() => undefined);
  if (name === undefined) return undefined;
  const binary = join(folder, name);
  const file = await stat(binary).catch(() => undefined);
  return file && { binary, folder };
}

/** What went wrong in one line; nothing when it worked. */
async function download(root: string): Promise<string | undefined> {
  const installer = join(root, "node_modules/electron/install.js");
  return new Promise((resolve) => {
    execFile(process.execPath, [installer], { timeout: DOWNLOAD_TIMEOUT_MS }, (error, _output, errors) => {
      if (!error) return resolve(undefined);
      const [line = ""] = errors.split("\n").filter((text) => text.trim() !== "");
      resolve(line.trim() || error.message);
    });
  });
}
