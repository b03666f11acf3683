import { endInWords } from "../agent-words.ts";
import { findHub } from "../find-hub.ts";
import { say } from "../output.ts";
import { attachHere } from "./attach-here.ts";
import { parseDetachKey } from "./detach-key.ts";
import { farewell } from "./farewell.ts";
import { requireTerminal } from "./local/require-terminal.ts";
import { openTerminal, reopenTerminal } from "./reconnect.ts";

export interface AttachOptions {
  readonly project?: string;
  readonly detachKey: string;
}

/** `quorum attach`: an agent's live terminal in this one; answers with the exit code. */
export async function attach(name: string, { project, detachKey }: AttachOptions): Promise<number> {
  const detach = parseDetachKey(detachKey);
  requireTerminal("quorum attach");
  const hub = await findHub(project);
  const { id, pipe } = await openTerminal(hub, name);
  say(`Attached to ${id}. ${detach.name} detaches.`);
  const ending = await attachHere({
    detach,
    pipe,
    reopen: (lostAt, signal) => reopenTerminal(hub.project, id, lostAt, signal),
  });
  return farewell(ending, {
    detached: `Detached from ${id}, which keeps running.`,
    ended: (status) => {
      say(`${id} ended ${endInWords(status)}.`);
      return 0;
    },
  });
}
