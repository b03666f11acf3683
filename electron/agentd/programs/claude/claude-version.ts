import { execFile } from "node:child_process";
import { findCommand } from "../../find-command.ts";
import type { ProgramStart } from "../agent-program.ts";

/** A program that does not tell its version by then is taken for one that is not known. */
const DEADLINE_MS = 5000;

export type Version = readonly [number, number, number];

/** Says which version an image was made with, so that nobody has to start it to find out. */
const VERSION_VARIABLE = "QUORUM_CLAUDE_CODE";

/** Which version would be started; nothing where it does not say. */
export function claudeVersion({ launch, environment }: ProgramStart): Promise<Version | undefined> {
  const known = launch.command === "claude" ? versionIn(environment[VERSION_VARIABLE] ?? "") : undefined;
  if (known !== undefined) return Promise.resolve(known);
  return new Promise((resolve) => {
    try {
      const file = findCommand(launch.command, launch.folder, environment);
      const options = {
        cwd: launch.folder,
        env: { ...environment },
        timeout: DEADLINE_MS,
        windowsHide: true,
      };
      execFile(file, ["--version"], options, (_error, stdout) => resolve(versionIn(stdout)));
    } catch {
      // It is not there, or no program: starting it says why.
      resolve(undefined);
    }
  });
}

/** The version in what the program printed. */
export function versionIn(text: string): Version | undefined {
  const match = /(\d+)\.(\d+)\.(\d+)/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Whether a version is that one or a later one. */
export function isAtLeast(version: Version, least: Version): boolean {
  for (const at of [0, 1, 2] as const) {
    if (version[at] !== least[at]) return version[at] > least[at];
  }
  return true;
}
