import { fileURLToPath } from "node:url";
import type headless from "@xterm/headless";
import { DrivenTerminal } from "../../e2e/rigs/terminal/driven-terminal.ts";

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
export class TerminalDriver extends DrivenTerminal {
  readonly agent: string;
  readonly exited: Promise<number>;

  constructor(options: TerminalDriverOptions = {}) {
    const { columns = 80, rows = 24, agent = "qa", folder, path = process.env["PATH"] ?? "" } = options;
    super({
      command: process.execPath,
      values: [AGENT_PROGRAM],
      ...(folder === undefined ? {} : { folder }),
      env: { PATH: path, TERM: "xterm-256color", QUORUM_AGENT: agent },
      columns,
      rows,
    });
    this.agent = agent;
    this.exited = this.exit.then(({ exitCode }) => exitCode);
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
}

function textOf(line: headless.IBufferLine | undefined): string {
  return line?.translateToString(true).trimEnd() ?? "";
}
