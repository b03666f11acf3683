import headless from "@xterm/headless";
import { spawn, type IPty } from "node-pty";

export interface DrivenProgram {
  readonly command: string;
  readonly values: readonly string[];
  readonly folder?: string;
  /** All of its environment: nothing of ours is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** How a program ended. */
export interface Exit {
  readonly exitCode: number;
  readonly signal?: number | undefined;
}

/** Runs a program in a real terminal and reads its screen, as a person would. */
export class DrivenTerminal {
  readonly pid: number;
  readonly exit: Promise<Exit>;
  readonly screen: headless.Terminal;
  /** The titles that the program gave its window, the present one last. */
  readonly titles: string[] = [];
  readonly #pty: IPty;
  #raw = "";
  #hasExited = false;
  readonly #waiting = new Set<() => void>();

  constructor({ command, values, folder, env, columns = 80, rows = 24 }: DrivenProgram) {
    this.screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
    this.screen.onTitleChange((title) => this.titles.push(title));
    this.#pty = spawn(command, [...values], {
      name: "xterm-256color",
      cols: columns,
      rows,
      ...(folder === undefined ? {} : { cwd: folder }),
      env: { ...env },
    });
    this.pid = this.#pty.pid;
    this.#pty.onData((data) => {
      this.#raw += data;
      this.screen.write(data, () => this.check());
    });
    // Device queries are answered as a terminal answers them.
    this.screen.onData((answer) => this.#pty.write(answer));
    this.exit = new Promise((resolve) =>
      this.#pty.onExit((exit) => {
        this.#hasExited = true;
        this.check();
        resolve(exit);
      }),
    );
  }

  /** All bytes so far, for what leaves no trace on the screen. */
  get raw(): string {
    return this.#raw;
  }

  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** The present title of the window. */
  get title(): string {
    return this.titles.at(-1) ?? "";
  }

  /** The lines of the screen and of what scrolled off it, without trailing blanks. */
  get lines(): readonly string[] {
    const { active } = this.screen.buffer;
    return Array.from({ length: active.length }, (_, row) => textOf(active.getLine(row)));
  }

  /** The lines that a person sees now. */
  get visibleLines(): readonly string[] {
    return this.lines.slice(this.screen.buffer.active.baseY);
  }

  /** The line that the cursor stands in. */
  get cursorLine(): string {
    const { active } = this.screen.buffer;
    return textOf(active.getLine(active.baseY + active.cursorY));
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  /** Types as a terminal does when a person pastes. */
  paste(text: string): void {
    this.type(`\x1b[200~${text}\x1b[201~`);
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

  /** Ends the program without asking it. */
  kill(signal: NodeJS.Signals = "SIGKILL"): void {
    if (this.#hasExited) return;
    // Windows knows no signals, and its terminals refuse the name of one.
    if (process.platform === "win32") this.#pty.kill();
    else this.#pty.kill(signal);
  }

  close(): void {
    this.kill();
    this.screen.dispose();
  }

  /** Looks again whether what is waited for is there; for what changes beside the screen. */
  protected check(): void {
    for (const check of this.#waiting) check();
  }
}

function textOf(line: headless.IBufferLine | undefined): string {
  return line?.translateToString(true).trimEnd() ?? "";
}
