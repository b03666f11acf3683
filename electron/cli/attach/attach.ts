import { constants } from "node:os";
import { assertNever } from "../../../shared/base/assert-never.ts";
import { endInWords } from "../agent-words.ts";
import { CommandError, EXIT } from "../command-error.ts";
import { findHub } from "../find-hub.ts";
import { say } from "../output.ts";
import { Attachment, type Ending } from "./attachment.ts";
import { parseDetachKey } from "./detach-key.ts";
import { openTerminal } from "./reconnect.ts";

/** What a shell adds to a signal's number for the exit code of a program that it ended. */
const SIGNAL_EXIT_BASE = 128;

export interface AttachOptions {
  readonly project?: string;
  readonly detachKey: string;
}

/** `quorum attach`: an agent's live terminal in this one; answers with the exit code. */
export async function attach(name: string, { project, detachKey }: AttachOptions): Promise<number> {
  const detach = parseDetachKey(detachKey);
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new CommandError(
      "`quorum attach` needs a terminal: its input and output are redirected.",
      EXIT.usage,
    );
  }
  const hub = await findHub(project);
  const { id, pipe } = await openTerminal(hub, name);
  say(`Attached to ${id}. ${detach.name} detaches.`);
  const attachment = new Attachment({ project: hub.project, agent: id, detach, pipe });
  let ending: Ending;
  try {
    ending = await attachment.ending;
  } finally {
    attachment.dispose();
  }
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
      return SIGNAL_EXIT_BASE + constants.signals[ending.signal];
    case "failed":
      throw ending.error;
    default:
      return assertNever(ending);
  }
}
