import type { QmsReport, QmsRequest } from "../../../../shared/qms/request.ts";
import type { Qms } from "../qms.ts";
import { Refusal } from "../refusal.ts";
import { needsUser } from "./parsed-command.ts";

/** What a command says and leaves with. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The notifications in it, to be archived once it has reached its reader. */
  readonly shown: readonly string[];
}

/** Carries a request out for a user, and puts what came of it as a command does. */
export function performCommand(qms: Qms, user: string | undefined, request: QmsRequest): CommandOutcome {
  if (user === undefined && needsUser(request)) return refused(noUser());
  return outcomeOf(() => qms.perform(user, request));
}

/** What a command says of what it did, or of why it did not. */
export function outcomeOf(work: () => QmsReport): CommandOutcome {
  try {
    const { text, warnings, isDone, shown } = work();
    const stderr = warnings.map((warning) => `Warning: ${warning}\n`).join("");
    return { exitCode: isDone ? 0 : 1, stdout: text === "" ? "" : `${text}\n`, stderr, shown };
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

/** What a command says that was refused. */
export function refused({ text, stream, hint }: Refusal): CommandOutcome {
  const said = `${text}\n`;
  if (stream === "stdout") return { exitCode: 1, stdout: said, stderr: "", shown: [] };
  return { exitCode: 1, stdout: hint === undefined ? "" : `${hint}\n`, stderr: said, shown: [] };
}

function noUser(): Refusal {
  return new Refusal(
    [
      "Error: --user argument is required.",
      "",
      "Say who you are: qms --user NAME COMMAND, or set QMS_USER in the environment.",
      "The users of a project are lead, claude, and those with a file in .claude/agents/.",
    ].join("\n"),
  );
}
