import type xterm from "@xterm/headless";
import { spawn, type IPty } from "node-pty";
import type { TerminalSize } from "../../../shared/terminal/frames.ts";
import { CLI } from "../run-cli.test-support.ts";
import { personTerminal } from "./screen/screens.test-support.ts";

/** Someone at a terminal of their own who runs a command in it. It answers device queries, as terminals do. */
export class Person {
  readonly terminal: xterm.Terminal;
  readonly pty: IPty;
  readonly exitCode: Promise<number>;

  constructor(parameters: readonly string[], size: TerminalSize) {
    this.terminal = personTerminal(size);
    this.terminal.write("$ quorum\r\n");
    this.pty = spawn(process.execPath, [CLI, ...parameters], { cols: size.columns, rows: size.rows });
    this.pty.onData((data) => this.terminal.write(data));
    this.terminal.onData((data) => this.pty.write(data));
    this.exitCode = new Promise((resolve) => {
      // A signal's number stands for the exit code that a shell would see.
      this.pty.onExit(({ exitCode, signal }) =>
        resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal),
      );
    });
  }

  /** What the terminal shows, a row a line. */
  get screen(): readonly string[] {
    const buffer = this.terminal.buffer.active;
    return Array.from(
      { length: this.terminal.rows },
      (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? "",
    );
  }

  get isOnOwnScreen(): boolean {
    return this.terminal.buffer.active.type === "normal";
  }

  type(text: string): void {
    this.pty.write(text);
  }

  resize({ columns, rows }: TerminalSize): void {
    this.terminal.resize(columns, rows);
    this.pty.resize(columns, rows);
  }

  sees(text: string): Promise<void> {
    return this.until(() => this.screen.some((line) => line.includes(text)));
  }

  /** Settles when the claim holds, now or after something was shown. */
  until(claim: () => boolean): Promise<void> {
    if (claim()) return Promise.resolve();
    return new Promise((resolve) => {
      const subscription = this.terminal.onWriteParsed(() => {
        if (!claim()) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  leave(): void {
    this.pty.kill("SIGKILL");
  }
}
