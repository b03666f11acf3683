import type { QmsCallResult } from "../../../shared/link/agent-calls.ts";
import type { AgentCommand } from "../../hub/qms/command/agent-command.ts";
import { fileText } from "../../hub/qms/command/file-text.ts";
import { parseArguments } from "../../hub/qms/command/parse-arguments.ts";
import { defectText, sayWithoutAsking, type CommandConsole } from "../../hub/qms/command/run-command.ts";
import { Refusal } from "../../hub/qms/refusal.ts";
import { callHub, CallFailed } from "./call-hub.ts";

export interface ForwardOptions {
  /** Where the session host takes calls. */
  readonly socket: string;
  readonly console: CommandConsole;
  readonly isDebugging: boolean;
}

/**
 * Has a command line carried out by the hub, as the agent of this session; answers with its exit code. Files are read
 * here: the hub may not see this session's files, and must not read others for it.
 */
export async function forwardCommand(
  argv: readonly string[],
  { socket, console, isDebugging }: ForwardOptions,
): Promise<number> {
  try {
    const command = parseArguments(argv);
    if (command.kind !== "request") return await sayWithoutAsking(command, console);
    const { file } = command;
    const text =
      file === undefined ? {} : { file: await fileText(file, (path, limit) => console.read(path, limit)) };
    return await ask({ argv, ...text }, socket, console);
  } catch (error) {
    if (error instanceof Refusal) await console.write(`${error.text}\n`);
    else if (error instanceof CallFailed) await console.write(`Error: ${error.message}\n`);
    else await console.complain(`${defectText(error, isDebugging)}\n`);
    return 1;
  }
}

async function ask(command: AgentCommand, socket: string, console: CommandConsole): Promise<number> {
  const answer = await callHub(socket, "qms", command);
  const { exitCode, stdout, stderr } = parseResult(answer.result);
  const hasReached = await console.write(stdout);
  if (stderr !== "") await console.complain(stderr);
  if (hasReached) await answer.taken();
  else answer.leave();
  return exitCode;
}

function parseResult(result: unknown): QmsCallResult {
  if (
    typeof result === "object" &&
    result !== null &&
    "exitCode" in result &&
    "stdout" in result &&
    "stderr" in result &&
    typeof result.exitCode === "number" &&
    typeof result.stdout === "string" &&
    typeof result.stderr === "string"
  ) {
    return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
  }
  throw new CallFailed("The hub's answer makes no sense.");
}
