import { createRequire } from "node:module";
import type { IPty } from "node-pty";
import { findCommand } from "./find-command.ts";
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

/** Native code is loaded beside the file that runs, and only then: it cannot be part of a frozen session host. */
function nodePty(): typeof import("node-pty") {
  return createRequire(process.argv[1] ?? "")("node-pty");
}

/** The agent's program in its PTY. */
export class Program {
  readonly #pty: IPty;

  /** Starts it; throws with a sentence for a person where it cannot be started. */
  constructor(options: ProgramOptions) {
    const file = findCommand(options.command, options.folder, options.environment);
    this.#pty = nodePty().spawn(file, [...options.args], {
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
