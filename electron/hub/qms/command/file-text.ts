import { Refusal } from "../refusal.ts";
import type { FileArgument } from "./parsed-command.ts";

/** No message and no answer is longer. */
export const MAX_FILE_BYTES = 256 * 1024;

/** Reads a file up to a number of bytes; `-` is standard input. */
export type ReadFile = (path: string, maxBytes: number) => Promise<Uint8Array>;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
};

/** The text of a file that a command was given, or a `Refusal` that says what is wrong with it. */
export async function fileText({ path, purpose }: FileArgument, read: ReadFile): Promise<string> {
  const bytes = await read(path, MAX_FILE_BYTES + 1).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (purpose === "response" && code === "ENOENT")
      throw new Refusal(`Error: File not found: ${path}`, { cause: error });
    const reason = REASONS[code];
    if (reason === undefined) throw error;
    throw unreadable(path, reason, error);
  });
  if (bytes.byteLength > MAX_FILE_BYTES) throw unreadable(path, "it is larger than 256 KiB");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(path, "it is not UTF-8 text", error);
  }
}

function unreadable(path: string, reason: string, cause?: unknown): Refusal {
  return new Refusal(`Error: Cannot read ${path}: ${reason}.`, { cause });
}
