import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createToken } from "../api/access.ts";
import { hasCode } from "../files/has-code.ts";

/**
 * The token of one person's servers, the same from start to start, so that an open browser tab finds its way back to a
 * server that was started again. Whoever removes the file locks all tabs out.
 */
export async function keptToken(userFolder: string): Promise<string> {
  const file = join(userFolder, "token");
  await mkdir(userFolder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, createToken(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    await chmod(file, 0o600);
  }
  const token = (await readFile(file, "utf8")).trim();
  // A file that was cut short, or emptied, must not become a token that can be guessed.
  if (/^[A-Za-z0-9_-]{43}$/.test(token)) return token;
  const fresh = createToken();
  await writeFile(file, fresh, { mode: 0o600 });
  return fresh;
}
