import { chmod, lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { hasCode } from "../files/has-code.ts";
import { writeAtomically } from "../files/write-atomically.ts";

export interface CommandPrograms {
  /** The Node that runs them. */
  readonly node: string;
  /** The bundled `qms` command. */
  readonly qms: string;
}

/** Where the commands lie that agents find before all others. */
export function commandsFolder(dataFolder: string): string {
  return join(dataFolder, "bin");
}

/**
 * Writes the commands for a project's agents: small files that start what this Quorum came with. Whatever else lies
 * there goes: the folder is first on the agents' path, and a project may come from anywhere.
 */
export async function writeCommands(
  dataFolder: string,
  programs: CommandPrograms,
  isWindows = process.platform === "win32",
): Promise<string> {
  const folder = commandsFolder(dataFolder);
  const info = await lstat(folder).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  });
  // A link would lead to where others write.
  if (info !== undefined && !info.isDirectory()) await rm(folder, { force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const files = commandFiles(programs, isWindows);
  const strangers = (await readdir(folder)).filter((name) => !files.has(name));
  await Promise.all(strangers.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  for (const [name, text] of files) await writeCommand(join(folder, name), text);
  return folder;
}

/** A command that may be running right now is left alone where it is as it should be. */
async function writeCommand(file: string, text: string): Promise<void> {
  const info = await lstat(file).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  });
  if (info !== undefined && !info.isFile()) await rm(file, { recursive: true, force: true });
  else if (info !== undefined && (await readFile(file, "utf8")) === text) return chmod(file, 0o755);
  await writeAtomically(file, text, 0o755);
}

function commandFiles({ node, qms }: CommandPrograms, isWindows: boolean): ReadonlyMap<string, string> {
  if (!isWindows) return new Map([["qms", shellScript(node, qms)]]);
  return new Map([
    // For the shells that come with git, which take slashes.
    ["qms", shellScript(node.replaceAll("\\", "/"), qms.replaceAll("\\", "/"))],
    ["qms.cmd", commandScript(node)],
    // For programs that start scripts without a shell.
    ["qms.mjs", `import ${JSON.stringify(pathToFileURL(qms, { windows: true }).href)};\n`],
  ]);
}

function shellScript(node: string, script: string): string {
  return `#!/bin/sh\nexec ${shellQuoted(node)} ${shellQuoted(script)} "$@"\n`;
}

function shellQuoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}

/** cmd reads a script in the console's code page: where that matters it is told to read UTF-8. */
function commandScript(node: string): string {
  const isPlain = /^[ -~]*$/.test(node);
  const lines = [
    ...(isPlain ? [] : ["@chcp 65001 >nul"]),
    `@"${node.replaceAll("%", "%%")}" "%~dp0qms.mjs" %*`,
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}
