import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { spawn, type IPty } from "node-pty";
import type { TerminalSize } from "../../shared/terminal/frames.ts";

/** What the program is told about its terminal, whatever the session host itself was started in. */
const TERMINAL_ENVIRONMENT = { TERM: "xterm-256color", COLORTERM: "truecolor", TERM_PROGRAM: "quorum" };

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly size: TerminalSize;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onOutput: (bytes: Uint8Array) => void;
  readonly onEnded: (code: number, signal: number | undefined) => void;
}

/** The agent's program in its PTY. */
export class Program {
  readonly #pty: IPty;

  /** Starts it; throws with a sentence for a person where it cannot be started. */
  constructor(options: ProgramOptions) {
    const file = findCommand(options.command, options.folder, options.environment["PATH"] ?? "");
    this.#pty = spawn(file, [...options.args], {
      name: TERMINAL_ENVIRONMENT.TERM,
      cols: options.size.columns,
      rows: options.size.rows,
      cwd: options.folder,
      env: { ...options.environment, ...TERMINAL_ENVIRONMENT },
      // Bytes, not text: a character may be cut anywhere. Windows decodes by itself and takes no encoding.
      ...(process.platform === "win32" ? {} : { encoding: null }),
    });
    this.#pty.onData((data: string | Uint8Array) => {
      options.onOutput(typeof data === "string" ? Buffer.from(data) : data);
    });
    this.#pty.onExit(({ exitCode, signal }) => {
      options.onEnded(exitCode, signal === undefined || signal === 0 ? undefined : signal);
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  write(input: string | Uint8Array): void {
    this.#pty.write(typeof input === "string" ? input : Buffer.from(input));
  }

  resize(size: TerminalSize): void {
    try {
      this.#pty.resize(size.columns, size.rows);
    } catch {
      // The program ended a moment ago, and its terminal with it; its end is on its way to us.
    }
  }

  pause(): void {
    this.#pty.pause();
  }

  resume(): void {
    this.#pty.resume();
  }
}

/** Finds a command as a shell would, so that a missing one is said so before anything is started. */
function findCommand(command: string, folder: string, path: string): string {
  const hasFolder = command.includes("/") || command.includes("\\");
  const candidates = hasFolder
    ? [isAbsolute(command) ? command : resolve(folder, command)]
    : path.split(delimiter).map((entry) => join(entry, command));
  const found = candidates.flatMap(withExtensions).find(isRunnable);
  if (found !== undefined) return found;
  throw new Error(
    hasFolder
      ? `The program ${command} is not there, or may not be run.`
      : `The command ${command} was not found. Install it, or name another program for this agent in quorum.json.`,
  );
}

function withExtensions(file: string): string[] {
  if (process.platform !== "win32") return [file];
  return [
    file,
    ...(process.env["PATHEXT"] ?? ".EXE;.CMD;.BAT").split(";").map((extension) => file + extension),
  ];
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
