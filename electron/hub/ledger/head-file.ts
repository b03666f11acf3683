import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { hasCode } from "../files/has-code.ts";
import { FILE_MODE, HEAD_NAME, READ, WRITE_OR_CREATE, writeWhole, type FileSystem } from "./ledger-folder.ts";

/** How far the chain had come: what is written after it may be missing, what is written before it may not. */
const Head = z.object({
  file: z.number().int().nonnegative(),
  seq: z.number().int().nonnegative(),
  hash: z.string().max(64),
});
export type Head = z.infer<typeof Head>;

/** Each place lies in a sector of its own: a write that is cut short damages one of them. */
const PLACE_BYTES = 512;
const PLACES = 2;

/**
 * A small file beside the ledger that says how far its chain goes, so that lines cut off its end are missed. It is
 * written in turn to two places of which the farther one counts, and only after the lines that it speaks of are on disk.
 */
export class HeadFile {
  readonly #handle: FileHandle;
  #turn = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async open(files: FileSystem, folder: string): Promise<HeadFile> {
    return new HeadFile(await files.open(join(folder, HEAD_NAME), WRITE_OR_CREATE, FILE_MODE));
  }

  /** Not brought down to the disk at once: an older head after a loss of power only misses less. */
  async write(head: Head): Promise<void> {
    const text = JSON.stringify(head);
    const place = Buffer.alloc(PLACE_BYTES, " ");
    place.write(`${text} ${crc32(text)}\n`);
    await writeWhole(this.#handle, place, this.#turn * PLACE_BYTES);
    this.#turn = (this.#turn + 1) % PLACES;
  }

  async sync(): Promise<void> {
    await this.#handle.sync();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** What the head says: `missing` where there is none, `damaged` where none of its places can be read. */
export async function readHead(files: FileSystem, folder: string): Promise<Head | "missing" | "damaged"> {
  const handle = await files.open(join(folder, HEAD_NAME), READ).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  });
  if (handle === undefined) return "missing";
  try {
    const bytes = Buffer.alloc(PLACE_BYTES * PLACES);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    const heads = [0, 1].flatMap((place) => {
      const text = bytes.toString(
        "latin1",
        place * PLACE_BYTES,
        Math.min(bytesRead, (place + 1) * PLACE_BYTES),
      );
      return parsePlace(text) ?? [];
    });
    return (
      heads.toSorted((one, other) => other.seq - one.seq)[0] ?? (bytesRead === 0 ? "missing" : "damaged")
    );
  } finally {
    await handle.close();
  }
}

function parsePlace(text: string): Head | undefined {
  const [, json = "", sum] = /^(\{.*\}) (\d+)\n/.exec(text) ?? [];
  if (sum === undefined || crc32(json) !== Number(sum)) return undefined;
  try {
    return Head.safeParse(JSON.parse(json)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
