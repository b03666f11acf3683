import { constants } from "node:os";
import { Attachment, type AttachmentOptions, type Ending } from "./attachment.ts";
import type { EndingSignal } from "./local/local-terminal.ts";

/** What a shell adds to a signal's number for the exit code of a program that it ended. */
const SIGNAL_EXIT_BASE = 128;

/** Shows a terminal in the local one until that ends; then the local one is as it was. */
export async function attachHere(options: AttachmentOptions): Promise<Ending> {
  const attachment = new Attachment(options);
  try {
    return await attachment.ending;
  } finally {
    attachment.dispose();
  }
}

/** The exit code of a program that a signal has ended. */
export function signalExitCode(signal: EndingSignal): number {
  return SIGNAL_EXIT_BASE + constants.signals[signal];
}
