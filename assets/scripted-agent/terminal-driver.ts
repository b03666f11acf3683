import { fileURLToPath } from "node:url";
import headless from "@xterm/headless";
import { spawn, type IPty } from "node-pty";

const AGENT_PROGRAM = fileURLToPath(new URL("agent.mjs", import.meta.url));

/** Runs the scripted agent in a real terminal and reads its screen, as a person would. */
export class TerminalDriver {
  readonly exited: Promise<number>;
  readonly screen: headless.Terminal;
  title = "";
  readonly #pty: IPty;
  #raw = "";
  readonly #waiting = new Set<() => void>();

  constructor({ columns = 80, rows = 24 }: { readonly columns?: number; readonly rows?: number } = {}) {
    this.screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
    this.screen.onTitleChange((title) => (this.title = title));
    this.#pty = spawn(process.execPath, [AGENT_PROGRAM], {
      cols: columns,
      rows,
      env: { PATH: process.env["PATH"] ?? "", TERM: "xterm-256color", QUORUM_AGENT: "qa" },
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
    await this.until(() => this.cursorLine === "qa ❯" && this.title === "✳ qa · idle");
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
