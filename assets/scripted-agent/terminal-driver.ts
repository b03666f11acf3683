import { fileURLToPath } from "node:url";
import headless from "@xterm/headless";
import { spawn, type IPty } from "node-pty";

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
export class TerminalDriver {
  readonly agent: string;
  readonly exited: Promise<number>;
  readonly screen: headless.Terminal;
  title = "";
  readonly #pty: IPty;
  #raw = "";
  readonly #waiting = new Set<() => void>();

  constructor(options: TerminalDriverOptions = {}) {
    const { columns = 80, rows = 24, agent = "qa", folder, path = process.env["PATH"] ?? "" } = options;
    this.agent = agent;
    this.screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
    this.screen.onTitleChange((title) => (this.title = title));
    this.#pty = spawn(process.execPath, [AGENT_PROGRAM], {
      cols: columns,
      rows,
      ...(folder === undefined ? {} : { cwd: folder }),
      env: { PATH: path, TERM: "xterm-256color", QUORUM_AGENT: agent },
    });
    this.#pty.onData((data) => {
      this.#raw += data;
      this.screen.write(data, () => this.#check());
    });
    this.exited = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)));
  }

  /** All bytes so far, for what leaves no trace on the screen. */
  get raw(): string {
    return this.#raw;
  }

  /** The lines of the screen and of what scrolled off it, without trailing blanks. */
  get lines(): readonly string[] {
    const { active } = this.screen.buffer;
    return Array.from({ length: active.length }, (_, row) => textOf(active.getLine(row)));
  }

  /** The line that the cursor stands in. */
  get cursorLine(): string {
    const { active } = this.screen.buffer;
    return textOf(active.getLine(active.baseY + active.cursorY));
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Settles as soon as the condition holds; the test's own time limit ends a wait in vain. */
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

  async untilLine(line: string | RegExp): Promise<void> {
    await this.until(() =>
      this.lines.some((text) => (typeof line === "string" ? text === line : line.test(text))),
    );
  }

  /** Waits for the prompt, empty and with the cursor after it. */
  async untilPrompt(): Promise<void> {
    await this.until(() => this.#isAtPrompt());
  }

  /** Types a line and returns what was printed until the next prompt. */
  async ask(line: string): Promise<string> {
    await this.untilPrompt();
    const typed = this.screen.registerMarker(0);
    if (typed === undefined) throw new Error("the cursor cannot be marked");
    // Several lines go in as one paste, as an editor's text would.
    this.type(line.includes("\n") ? `\x1b[200~${line}\x1b[201~\r` : `${line}\r`);
    const { active } = this.screen.buffer;
    await this.until(() => active.baseY + active.cursorY > typed.line && this.#isAtPrompt());
    const printed = this.#textBetween(typed.line + 1, active.baseY + active.cursorY);
    typed.dispose();
    return printed;
  }

  /** The text of some rows, those that were wrapped joined again. */
  #textBetween(from: number, to: number): string {
    const { active } = this.screen.buffer;
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => active.getLine(from + index));
    return rows
      .map((row, index) => (index === 0 || row?.isWrapped === true ? "" : "\n") + textOf(row))
      .join("");
  }

  #isAtPrompt(): boolean {
    return this.cursorLine === `${this.agent} ❯` && this.title === `✳ ${this.agent} · idle`;
  }

  close(): void {
    this.#pty.kill();
    this.screen.dispose();
  }

  #check(): void {
    for (const check of this.#waiting) check();
  }
}

function textOf(line: headless.IBufferLine | undefined): string {
  return line?.translateToString(true).trimEnd() ?? "";
}
