import { fileURLToPath } from "node:url";
import headless from "@xterm/headless";
import { spawn, type IPty } from "node-pty";
import { AgentScreen } from "./agent-screen.ts";

const AGENT_PROGRAM = fileURLToPath(new URL("agent.mjs", import.meta.url));

export interface TerminalDriverOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** Whose agent it is. */
  readonly agent?: string;
  /** Where it works. */
  readonly folder?: string;
  /** Where it finds commands. */
  readonly path?: string;
}

/** Runs the scripted agent in a real terminal and reads its screen, as a person would. */
export class TerminalDriver extends AgentScreen {
  readonly exited: Promise<number>;
  readonly terminal: headless.Terminal;
  title = "";
  readonly #pty: IPty;
  #raw = "";
  readonly #waiting = new Set<() => void>();

  constructor(options: TerminalDriverOptions = {}) {
    const { columns = 80, rows = 24, agent = "qa", folder, path = process.env["PATH"] ?? "" } = options;
    super(agent);
    this.terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
    this.terminal.onTitleChange((title) => (this.title = title));
    this.#pty = spawn(process.execPath, [AGENT_PROGRAM], {
      cols: columns,
      rows,
      ...(folder === undefined ? {} : { cwd: folder }),
      env: { PATH: path, TERM: "xterm-256color", QUORUM_AGENT: agent },
    });
    this.#pty.onData((data) => {
      this.#raw += data;
      this.terminal.write(data, () => this.#check());
    });
    this.exited = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)));
  }

  /** All bytes so far, for what leaves no trace on the screen. */
  get raw(): string {
    return this.#raw;
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
  }

  close(): void {
    this.#pty.kill();
    this.terminal.dispose();
  }

  #check(): void {
    for (const check of this.#waiting) check();
  }
}
