import { MAX_FILE_BYTES } from "./file-text.ts";
import type { Qms } from "../qms.ts";
import { Refusal } from "../refusal.ts";
import { parseArguments } from "./parse-arguments.ts";
import { withFileText } from "./parsed-command.ts";
import { performCommand, refused, type CommandOutcome } from "./perform-command.ts";

/** A command line from inside an agent's session, with the text of the file that it names. */
export interface AgentCommand {
  readonly argv: readonly string[];
  readonly file?: string | undefined;
}

/** Reads what an agent sent for a command; nothing where it is none. */
export function parseAgentCommand(body: unknown): AgentCommand | undefined {
  if (typeof body !== "object" || body === null || !("argv" in body)) return undefined;
  const file = "file" in body ? body.file : undefined;
  if (file !== undefined && typeof file !== "string") return undefined;
  if (!Array.isArray(body.argv)) return undefined;
  const argv = body.argv.filter((word): word is string => typeof word === "string");
  return argv.length === body.argv.length ? { argv, file } : undefined;
}

/** Runs a command line as the agent whose session it came from: who that is nobody else can say. */
export function performForAgent(qms: Qms, agent: string, { argv, file }: AgentCommand): CommandOutcome {
  const command = parseArguments(argv);
  if (command.kind === "answer") return saying(command.exitCode, `${command.text}\n`, "");
  if (command.kind === "usage-error") return saying(2, "", `${command.text}\n`);
  const { user, request } = command;
  if (user !== undefined && user !== "" && user !== agent) {
    return refused(
      new Refusal(
        `Error: This is the session of ${agent}; it cannot act as '${user}'. Leave --user away, or name ${agent}.`,
      ),
    );
  }
  if (request.kind === "init") {
    return refused(
      new Refusal("Error: This session belongs to a project already. Run init outside of Quorum's sessions."),
    );
  }
  if (command.file === undefined) return performCommand(qms, agent, request);
  if (file === undefined) return refused(new Refusal(`Error: Cannot read ${command.file.path}.`));
  if (Buffer.byteLength(file) > MAX_FILE_BYTES)
    return refused(new Refusal(`Error: Cannot read ${command.file.path}: it is larger than 256 KiB.`));
  return performCommand(qms, agent, withFileText(request, file));
}

function saying(exitCode: number, stdout: string, stderr: string): CommandOutcome {
  return { exitCode, stdout, stderr, shown: [] };
}
