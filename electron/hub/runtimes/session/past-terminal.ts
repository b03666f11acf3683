import { execFile } from "node:child_process";
import { outputFolderOf, type StoredSession } from "./session-store.ts";

const REPLAY_DEADLINE_MS = 30_000;
const MAX_REPLAY_BYTES = 64 * 1024 * 1024;

/** The programs that read what a session wrote: on this machine, wherever the session ran. */
export interface SessionReader {
  readonly node: string;
  readonly agentd: string;
}

/** The terminal of a session as it was left: a snapshot frame. */
export function replayOf(reader: SessionReader, session: StoredSession): Promise<Uint8Array | undefined> {
  return runAgentd(reader, "replay", outputFolderOf(session));
}

/** The last lines of a session's terminal, as plain text. */
export async function lastLinesOf(reader: SessionReader, session: StoredSession): Promise<readonly string[]> {
  const text = await runAgentd(reader, "lines", outputFolderOf(session));
  return text === undefined || text.byteLength === 0 ? [] : Buffer.from(text).toString().split("\n");
}

function runAgentd(
  { node, agentd }: SessionReader,
  command: string,
  folder: string,
): Promise<Uint8Array | undefined> {
  const limits = {
    encoding: "buffer",
    maxBuffer: MAX_REPLAY_BYTES,
    timeout: REPLAY_DEADLINE_MS,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    execFile(node, [agentd, command, folder], limits, (error, stdout) => {
      // A session that never wrote anything has nothing to replay.
      resolve(error === null ? stdout : undefined);
    });
  });
}
