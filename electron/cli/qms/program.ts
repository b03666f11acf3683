import { CALLS_VARIABLE } from "../../../shared/link/agent-calls.ts";
import type { CommandConsole, ProjectHere } from "../../hub/qms/command/run-command.ts";
import { processConsole } from "./process-console.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** `qms`: works on the project around it, or, inside an agent's session, asks the hub; answers with the exit code. */
export async function runProgram(argv: readonly string[], environment: Environment): Promise<number> {
  const console = processConsole(environment);
  const isDebugging = (environment["QUORUM_DEBUG"] ?? "") !== "";
  const socket = environment[CALLS_VARIABLE];
  if (socket !== undefined && socket !== "") {
    const { forwardCommand } = await import("./forward-command.ts");
    return forwardCommand(argv, { socket, console, isDebugging });
  }
  const { runCommand } = await import("../../hub/qms/command/run-command.ts");
  return runCommand(argv, {
    user: environment["QMS_USER"],
    project: projectHere(console),
    console,
    isDebugging,
  });
}

/** What a command needs of a project is loaded when it does. Where it was called is asked late: that may be gone. */
function projectHere(console: CommandConsole): ProjectHere {
  return {
    open: async () => {
      const { openHere } = await import("./open-here.ts");
      return openHere(process.cwd(), (sentence) => void console.complain(`Warning: ${sentence}\n`));
    },
    prepare: async (root) => {
      const { prepareHere } = await import("./prepare-here.ts");
      return prepareHere(process.cwd(), root);
    },
  };
}
