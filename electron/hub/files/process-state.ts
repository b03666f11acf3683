import { readFileSync } from "node:fs";
import { hasCode } from "./has-code.ts";

/** What Linux tells of a process. */
export interface ProcessState {
  /** Ended, and its parent has not taken note of it yet. */
  readonly isZombie: boolean;
  /** When it was started, in ticks since the machine was: with its number, this is no other process. */
  readonly started: string;
}

/** The state of a process; `undefined` where there is none of this number. For Linux. */
export function readProcessState(pid: number): ProcessState | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ESRCH")) return undefined;
    throw error;
  }
  // The name in the second field may hold anything, also parentheses: the rest stands behind the last one.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { isZombie: fields[0] === "Z" || fields[0] === "X", started: fields[19] ?? "" };
}
