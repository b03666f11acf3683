import { assertNever } from "../../../shared/base/assert-never.ts";
import { say } from "../output.ts";
import { signalExitCode } from "./attach-here.ts";
import type { Ending } from "./attachment.ts";

export interface FarewellWords {
  /** Said when the person has left. */
  readonly detached: string;
  /** Answers with the exit code for a program that has ended. */
  readonly ended: (status: Extract<Ending, { kind: "ended" }>["status"]) => number;
}

/** Says, on the person's own screen again, how it ended; answers with the exit code. */
export function farewell(ending: Ending, { detached, ended }: FarewellWords): number {
  switch (ending.kind) {
    case "detached":
      say(detached);
      return 0;
    case "ended":
      return ended(ending.status);
    case "told":
      return signalExitCode(ending.signal);
    case "failed":
      throw ending.error;
    default:
      return assertNever(ending);
  }
}
