import { open } from "node:fs/promises";
import { CallProblem } from "./hub-calls.ts";

/** The largest file that is taken, as of the command. */
const MAX_FILE_BYTES = 256 * 1024;

/**
 * The text of the file that a tool's argument names. It is read here, with the rights of the agent: the hub may not see
 * this session's files, and must not read others for it.
 */
export async function fileOf(
  given: Readonly<Record<string, unknown>> | undefined,
): Promise<string | undefined> {
  const path = given?.["file"];
  if (typeof path !== "string" || path === "") return undefined;
  const file = await open(path).catch((error: unknown) => {
    throw new CallProblem(`Cannot read ${path}: it cannot be opened.`, { cause: error });
  });
  try {
    if (!(await file.stat()).isFile()) throw new CallProblem(`Cannot read ${path}: it is no file.`);
    const buffer = Buffer.alloc(MAX_FILE_BYTES + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, 0);
    if (bytesRead > MAX_FILE_BYTES) throw new CallProblem(`Cannot read ${path}: it is larger than 256 KiB.`);
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, bytesRead));
  } catch (error) {
    if (error instanceof CallProblem) throw error;
    throw new CallProblem(`Cannot read ${path}: it is not a text in UTF-8.`, { cause: error });
  } finally {
    await file.close();
  }
}
