import { join } from "node:path";
import type { ChainPosition } from "./chain-writer.ts";
import type { TornLine } from "./follow-chain.ts";
import { fileName, WRITE, writeWhole, writeWholeFile, type FileSystem } from "./ledger-folder.ts";

/** What a file's end was made of, and where the chain goes on. */
export interface HealedEnd {
  readonly position: ChainPosition;
  /** The files in which is kept what was cut off; the ledger has not named them yet. */
  readonly kept: readonly string[];
}

/**
 * Makes the end of the last file one that can be written behind. What is left of a line that a crash cut short goes to a
 * file beside, before it is cut off; a line of which only the end is missing is given it.
 */
export async function healEnd(
  files: FileSystem,
  folder: string,
  end: ChainPosition,
  torn: TornLine | undefined,
): Promise<HealedEnd> {
  const path = join(folder, fileName(end.file));
  if (torn?.isWhole === true) {
    await changeFile(files, path, (handle) => writeWhole(handle, Buffer.from("\n"), end.bytes));
    return { position: { ...end, bytes: end.bytes + 1 }, kept: [] };
  }
  const name = `${fileName(end.file)}.torn-${end.bytes}`;
  // A crash in the middle of this has kept it already, and has not come to say so.
  const kept = (await files.readdir(folder)).filter(
    (other) => other === name || other.startsWith(`${name}-`),
  );
  if (torn === undefined) return { position: end, kept };
  const free = kept.length === 0 ? name : `${name}-${kept.length + 1}`;
  await writeWholeFile(files, folder, free, [torn.bytes]);
  await changeFile(files, path, (handle) => handle.truncate(end.bytes));
  return { position: end, kept: [...kept, free] };
}

async function changeFile(
  files: FileSystem,
  path: string,
  change: (handle: Awaited<ReturnType<FileSystem["open"]>>) => Promise<void>,
): Promise<void> {
  const handle = await files.open(path, WRITE);
  try {
    await change(handle);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
