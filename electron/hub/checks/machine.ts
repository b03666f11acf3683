import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { trustedPath } from "../git/run/find-git.ts";

/** A program that is asked for its version answers in tenths of a second. */
const VERSION_MS = 5000;

/** This machine, as far as checks look at it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where a program is that the path leads to. What lies in the project is not taken for one: it would be run. */
  readonly find: (program: string, project: string | undefined) => string | undefined;
  /** What a program says of its version; nothing where it says nothing. */
  readonly versionOf: (file: string) => Promise<string | undefined>;
  readonly isFile: (file: string) => boolean;
}

/** The machine that this runs on. */
export function machineHere(environment: NodeJS.ProcessEnv = process.env): Machine {
  const versions = new Map<string, Promise<string | undefined>>();
  return {
    platform: process.platform,
    home: homedir(),
    environment,
    isFile,
    find: (program, project) => {
      const path = environment["PATH"] ?? environment["Path"] ?? "";
      const folders =
        project === undefined
          ? path.split(delimiter).filter((folder) => isAbsolute(folder))
          : trustedPath(path, project);
      const names =
        process.platform === "win32" ? [".exe", ".cmd"].map((end) => `${program}${end}`) : [program];
      return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isFile);
    },
    // A look at every focus of the window must not start a program each time: one that is as it was says the same.
    versionOf: (file) => {
      const key = `${file} ${String(statSync(file, { throwIfNoEntry: false })?.mtimeMs)}`;
      const known = versions.get(key) ?? askVersion(file);
      versions.set(key, known);
      return known;
    },
  };
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function askVersion(file: string): Promise<string | undefined> {
  // It is a script of the shell, which only a shell would run.
  if (file.endsWith(".cmd")) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const options = { timeout: VERSION_MS, maxBuffer: 65_536, windowsHide: true, cwd: homedir() };
    execFile(file, ["--version"], options, (error, output) => {
      resolve(error === null ? /\d+(?:\.\d+)+/.exec(output)?.[0] : undefined);
    });
  });
}
