import { assertNever } from "../../../shared/base/assert-never.ts";
import { endInWords } from "../agent-words.ts";
import { findHub } from "../find-hub.ts";
import { say } from "../output.ts";
import { attachHere, signalExitCode } from "./attach-here.ts";
import type { Ending } from "./attachment.ts";
import { parseDetachKey } from "./detach-key.ts";
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
  return farewell(id, ending);
}

/** Says, on the person's own screen again, how it ended; answers with the exit code. */
function farewell(agent: string, ending: Ending): number {
  switch (ending.kind) {
    case "detached":
      say(`Detached from ${agent}, which keeps running.`);
      return 0;
    case "ended":
      say(`${agent} ended ${endInWords(ending.status)}.`);
      return 0;
    case "told":
      return signalExitCode(ending.signal);
    case "failed":
      throw ending.error;
    default:
      return assertNever(ending);
  }
}
