import type { Terminal } from "@xterm/headless";
import { fileURLToPath } from "node:url";
import { DrivenTerminal } from "../../e2e/rigs/terminal/driven-terminal.ts";
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
  readonly #driven: DrivenTerminal;

  constructor(options: TerminalDriverOptions = {}) {
    const { columns = 80, rows = 24, agent = "qa", folder, path = process.env["PATH"] ?? "" } = options;
    super(agent);
    this.#driven = new DrivenTerminal({
      command: process.execPath,
      values: [AGENT_PROGRAM],
      ...(folder === undefined ? {} : { folder }),
      env: { PATH: path, TERM: "xterm-256color", QUORUM_AGENT: agent },
      columns,
      rows,
    });
    this.exited = this.#driven.exit.then(({ exitCode }) => exitCode);
  }

  get terminal(): Terminal {
    return this.#driven.screen;
  }

  get title(): string {
    return this.#driven.title;
  }

  /** All bytes so far, for what leaves no trace on the screen. */
  get raw(): string {
    return this.#driven.raw;
  }

  type(keys: string): void {
    this.#driven.type(keys);
  }

  resize(columns: number, rows: number): void {
    this.#driven.resize(columns, rows);
  }

  until(condition: () => boolean): Promise<void> {
    return this.#driven.until(condition);
  }

  close(): void {
    this.#driven.close();
  }
}
