import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { createJsonLog } from "./json-log.ts";
import type { Logger } from "./logger.ts";

/** A log that grew beyond this is put aside when the program starts; one old log is kept. */
const MAX_BYTES = 5_000_000;

/** The log of one program, in the user's folder; with `echo` each line goes there as well. */
export function openLogFile(userFolder: string, program: string, echo?: (line: string) => void): Logger {
  const folder = join(userFolder, "logs");
  const file = join(folder, `${program}.log`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.old`);
  return createJsonLog((line) => {
    // Few lines are logged, and the last ones before a crash matter most: each is written at once.
    try {
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // A full disk must not stop what is being logged, least of all the telling of it.
    }
    echo?.(line);
  }, Date.now);
}
