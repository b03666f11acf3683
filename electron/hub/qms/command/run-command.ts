import type { QmsReport, QmsRequest } from "../../../../shared/qms/request.ts";
import { hasCode } from "../../files/has-code.ts";
import type { Qms } from "../qms.ts";
import { Refusal } from "../refusal.ts";
import { fileText, type ReadFile } from "./file-text.ts";
import { parseArguments } from "./parse-arguments.ts";
import { withFileText, type ParsedCommand } from "./parsed-command.ts";
import { outcomeOf, performCommand, refused, type CommandOutcome } from "./perform-command.ts";

/** Where a command says what it has to say. */
export interface CommandConsole {
  /** Writes to standard output; false where nobody reads it any more. */
  write(text: string): Promise<boolean>;
  /** Writes to standard error. */
  complain(text: string): Promise<void>;
  /** Reads a file up to a number of bytes; `-` is standard input. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /** Asks the person at the terminal; nothing where the input ends. Absent where there is no person. */
  readonly ask?: ((question: string) => Promise<string | undefined>) | undefined;
}

/** The project around the command, or the one that is to be. */
export interface ProjectHere {
  /** Opens it; throws a `Refusal` where there is none. */
  open(): Promise<Qms>;
  /** Gets ready to make a project; throws a `Refusal` where there can be none. */
  prepare(root: string | undefined): Promise<NewProject>;
}

export interface NewProject {
  readonly root: string;
  make(): QmsReport;
}

export interface CommandSurroundings {
  /** Who asks, where the command line does not say. */
  readonly user: string | undefined;
  readonly project: ProjectHere;
  readonly console: CommandConsole;
  /** Whether defects show their stack. */
  readonly isDebugging: boolean;
}

/** Runs one command line to its end, and answers with the exit code. */
export async function runCommand(
  argv: readonly string[],
  surroundings: CommandSurroundings,
): Promise<number> {
  const { console, isDebugging } = surroundings;
  try {
    const command = parseArguments(argv);
    if (command.kind !== "request") return await sayWithoutAsking(command, console);
    return await runRequest(command, surroundings);
  } catch (error) {
    await console.complain(`${defectText(error, isDebugging)}\n`);
    return 1;
  }
}

/** Says what a command line is answered with that asks nothing of the QMS. */
export async function sayWithoutAsking(
  command: Exclude<ParsedCommand, { kind: "request" }>,
  console: CommandConsole,
): Promise<number> {
  if (command.kind === "usage-error") {
    await console.complain(`${command.text}\n`);
    return 2;
  }
  await console.write(`${command.text}\n`);
  return command.exitCode;
}

/** One plain sentence about what should not have happened; its stack only for who looks for it. */
export function defectText(error: unknown, isDebugging: boolean): string {
  if (!(error instanceof Error)) return `Error: The command failed: ${String(error)}`;
  if (isDebugging) return error.stack ?? error.message;
  const [line = ""] = error.message.split("\n");
  return `Error: The command failed: ${line} (QUORUM_DEBUG=1 shows where.)`;
}

type RequestCommand = Extract<ParsedCommand, { kind: "request" }>;

async function runRequest(command: RequestCommand, surroundings: CommandSurroundings): Promise<number> {
  const { console, project } = surroundings;
  // A name that is empty is none.
  const user = [command.user, surroundings.user].find((name) => name !== undefined && name !== "");
  const { outcome, qms } = await perform(command, user, { console, project });
  const hasReached = await console.write(outcome.stdout);
  if (outcome.stderr !== "") await console.complain(outcome.stderr);
  if (hasReached && outcome.shown.length > 0 && user !== undefined) {
    const warning = archive(qms, user, outcome.shown);
    if (warning !== undefined) await console.complain(`Warning: ${warning}\n`);
  }
  return outcome.exitCode;
}

async function perform(
  { request, file }: RequestCommand,
  user: string | undefined,
  { console, project }: Pick<CommandSurroundings, "console" | "project">,
): Promise<{ readonly outcome: CommandOutcome; readonly qms?: Qms }> {
  try {
    if (request.kind === "init") return { outcome: await makeProject(request, project, console) };
    const qms = await project.open();
    const read: ReadFile = (path, maxBytes) => console.read(path, maxBytes);
    const full = file === undefined ? request : withFileText(request, await fileText(file, read));
    return { outcome: performCommand(qms, user, full), qms };
  } catch (error) {
    if (error instanceof Refusal) return { outcome: refused(error) };
    throw error;
  }
}

/** Makes a folder a project; a person at a terminal is asked before. */
async function makeProject(
  { root, yes }: Extract<QmsRequest, { kind: "init" }>,
  project: ProjectHere,
  console: CommandConsole,
): Promise<CommandOutcome> {
  const prepared = await project.prepare(root);
  if (yes !== true && console.ask !== undefined) {
    const question = `This makes ${prepared.root} a QMS project. Proceed? [y/N] `;
    const answer = (await console.ask(question))?.trim().toLowerCase();
    if (answer !== "y" && answer !== "yes") return refused(new Refusal("Aborted."));
  }
  return outcomeOf(() => prepared.make());
}

const READ_ONLY = ["EROFS", "EACCES", "EPERM"];

/** What was shown is archived where that can be; where not, it stays, and is shown again. */
function archive(qms: Qms | undefined, user: string, names: readonly string[]): string | undefined {
  try {
    qms?.archiveShown(user, names);
    return undefined;
  } catch (error) {
    // A project that this process may only read, as in a container, is nothing to complain about.
    if (hasCode(error, ...READ_ONLY)) return undefined;
    if (error instanceof Refusal && hasCode(error.cause, ...READ_ONLY)) return undefined;
    if (error instanceof Refusal) return `The notifications stay in the inbox. ${error.message}`;
    throw error;
  }
}
