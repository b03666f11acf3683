import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { hasCode } from "./has-code.ts";

/**
 * The end of a text file that others may write, of at most so many bytes; nothing where there is none. Neither a link to
 * another file is followed, nor a pipe waited for.
 */
export async function readTail(file: string, bytes: number): Promise<string> {
  // Windows knows neither.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "ENXIO")) return undefined;
    throw error;
  });
  if (handle === undefined) return "";
  try {
    const info = await handle.stat();
    if (!info.isFile()) return "";
    const buffer = Buffer.alloc(Math.min(info.size, bytes));
    const { bytesRead } = await handle.read(buffer, 0, buffer.byteLength, info.size - buffer.byteLength);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
