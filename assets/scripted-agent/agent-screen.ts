import type { IBufferLine, Terminal } from "@xterm/headless";

/** The terminal of a scripted agent as a person has it: it shows what the agent writes, and takes keys. */
export abstract class AgentScreen {
  readonly agent: string;

  constructor(agent: string) {
    this.agent = agent;
  }

  /** What it shows; another one where it was made anew. */
  abstract get terminal(): Terminal;

  abstract type(keys: string): void;

  /** Settles as soon as the condition holds; the test's own time limit ends a wait in vain. */
  abstract until(condition: () => boolean): Promise<void>;

  /** The lines of the screen and of what scrolled off it, without trailing blanks. */
  get lines(): readonly string[] {
    const { active } = this.terminal.buffer;
    return Array.from({ length: active.length }, (_, row) => textOf(active.getLine(row)));
  }

  /** The line that the cursor stands in. */
  get cursorLine(): string {
    const { active } = this.terminal.buffer;
    return textOf(active.getLine(this.#cursorRow));
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

  /** Types a line, or pastes several, and returns what was printed until the next prompt. */
  async ask(line: string): Promise<string> {
    await this.untilPrompt();
    const typed = this.terminal.registerMarker(0);
    if (typed === undefined) throw new Error("the cursor cannot be marked");
    // Several lines go in as one paste, as an editor's text would.
    this.type(line.includes("\n") ? `\x1b[200~${line}\x1b[201~\r` : `${line}\r`);
    // Something else may come first: the agent may be told something, and what is typed meanwhile waits.
    let asked: number | undefined;
    await this.until(() => {
      asked ??= this.#rowOf(line, typed.line);
      return asked !== undefined && this.#cursorRow > asked && this.#isAtPrompt();
    });
    const printed = this.#textBetween((asked ?? typed.line) + 1, this.#cursorRow);
    typed.dispose();
    return printed;
  }

  /** Where a line was entered, at a row or below it; of a long one only a part is in sight. */
  #rowOf(line: string, from: number): number | undefined {
    const whole = line.replaceAll("\n", "↵");
    const prompt = `${this.agent} ❯ `;
    for (let row = from; row < this.#cursorRow; row += 1) {
      const text = textOf(this.terminal.buffer.active.getLine(row));
      const shown = text.startsWith(prompt) ? text.slice(prompt.length) : "";
      if (shown !== "" && whole.trimEnd().includes(shown)) return row;
    }
    return undefined;
  }

  get #cursorRow(): number {
    const { active } = this.terminal.buffer;
    return active.baseY + active.cursorY;
  }

  /** The text of some rows, those that were wrapped joined again. */
  #textBetween(from: number, to: number): string {
    const { active } = this.terminal.buffer;
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => active.getLine(from + index));
    return rows
      .map((row, index) => (index === 0 || row?.isWrapped === true ? "" : "\n") + textOf(row))
      .join("");
  }

  #isAtPrompt(): boolean {
    return this.cursorLine === `${this.agent} ❯`;
  }
}

function textOf(line: IBufferLine | undefined): string {
  return line?.translateToString(true).trimEnd() ?? "";
}
