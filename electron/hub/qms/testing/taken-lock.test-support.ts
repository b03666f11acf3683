import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readProcessState } from "../../files/process-state.ts";
import { thisProcess } from "../store/lock/lock-holder.ts";

/** Takes the lock of a project that was changed before, as another program does, and holds it until told to give it back. */
export function takeLock(root: string): () => void {
  const folder = join(root, ".quorum", "qms", "lock");
  const highest = Math.max(...readdirSync(folder).map(Number));
  const started = readProcessState(process.ppid)?.started ?? "";
  const file = join(folder, String(highest + 1));
  writeFileSync(file, `held ${JSON.stringify({ ...thisProcess(), pid: process.ppid, started })}`);
  return () => writeFileSync(file, "free ");
}
