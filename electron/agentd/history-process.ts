import { execFile } from "node:child_process";
import { decodeTerminalFrame } from "../../shared/terminal/frames.ts";
import type { Snapshot } from "./screen.ts";

/** Ten thousand full lines with their colours are a few megabytes. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const DEADLINE_MS = 30_000;

/** Replays a session's output in a process of its own; nothing where that failed. */
export function replayInProcess(
  agentdFile: string,
  folder: string,
  to: number,
  signal?: AbortSignal,
): Promise<Snapshot | undefined> {
  const args = [agentdFile, "replay", folder, String(to)];
  const options = {
    encoding: "buffer",
    maxBuffer: MAX_OUTPUT_BYTES,
    timeout: DEADLINE_MS,
    windowsHide: true,
    ...(signal === undefined ? {} : { signal }),
  } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout) => {
      if (error !== null) return resolve(undefined);
      const frame = decodeTerminalFrame(stdout);
      resolve(frame.kind === "snapshot" ? frame : undefined);
    });
  });
}
