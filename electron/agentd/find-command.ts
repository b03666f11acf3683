import { accessSync, constants, statSync } from "node:fs";
import { posix, win32 } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What finding a command depends on, so that each system's way can be tested on any. */
export interface CommandFinder {
  readonly isWindows: boolean;
  readonly isRunnable: (file: string) => boolean;
}

const HERE: CommandFinder = { isWindows: process.platform === "win32", isRunnable };

/** Finds a command as a shell would, so that a missing one is said so before anything is started. */
export function findCommand(
  command: string,
  folder: string,
  environment: Environment,
  finder = HERE,
): string {
  const { delimiter, isAbsolute, join, resolve } = finder.isWindows ? win32 : posix;
  const hasFolder = command.includes("/") || (finder.isWindows && command.includes("\\"));
  const candidates = hasFolder
    ? [isAbsolute(command) ? command : resolve(folder, command)]
    : variable(environment, "PATH", finder)
        .split(delimiter)
        .filter((entry) => entry !== "")
        .map((entry) => join(entry, command));
  const names = candidates.flatMap((file) => withExtensions(file, environment, finder));
  const found = names.find((file) => finder.isRunnable(file));
  if (found !== undefined) return found;
  throw new Error(
    hasFolder
      ? `The program ${command} is not there, or may not be run.`
      : `The command ${command} was not found. Install it, or name another program for this agent in quorum.json.`,
  );
}

/** On Windows a name without an extension is never run: beside `claude.cmd` lies `claude`, a script for other shells. */
function withExtensions(file: string, environment: Environment, finder: CommandFinder): string[] {
  if (!finder.isWindows) return [file];
  const known = variable(environment, "PATHEXT", finder) || ".COM;.EXE;.BAT;.CMD";
  const extensions = known.toLowerCase().split(";");
  if (extensions.includes(win32.extname(file).toLowerCase())) return [file];
  return extensions.map((extension) => file + extension);
}

/** Windows spells its variables as it likes: `Path`, mostly. */
function variable(environment: Environment, name: string, { isWindows }: CommandFinder): string {
  if (!isWindows) return environment[name] ?? "";
  const key = Object.keys(environment).find((candidate) => candidate.toUpperCase() === name);
  return (key === undefined ? undefined : environment[key]) ?? "";
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, not ours to run, or not to be reached: whichever, it is not this one.
    return false;
  }
}
