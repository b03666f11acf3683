import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import xterm from "@xterm/headless";
import { repairEraseAbove } from "../../../../shared/terminal/erase-above.ts";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import { createTextDecoder } from "../../../../shared/terminal/text-decoder.ts";
import type { PictureSource } from "../drawing/picture.ts";
import { watchModes, type ProgramModes } from "./program-modes.ts";

/** Enough to bring lines back that a taller screen shows again, however their wrapping falls. */
const SCROLLBACK_LINES = 2_000;

/** A screen like the one that the agent's session host keeps: it reads what the program wrote, and answers nothing. */
export class AgentScreen {
  /** Whether it was made of a snapshot that holds more than what is visible. */
  readonly hasHistory: boolean;
  readonly #terminal: xterm.Terminal;
  readonly #readModes: () => ProgramModes;
  readonly #decoder = createTextDecoder();

  constructor(size: TerminalSize, options: { readonly hasHistory: boolean; readonly onBell: () => void }) {
    this.hasHistory = options.hasHistory;
    this.#terminal = new xterm.Terminal({
      allowProposedApi: true,
      cols: size.columns,
      rows: size.rows,
      scrollback: SCROLLBACK_LINES,
      logLevel: "off",
    });
    this.#terminal.loadAddon(new UnicodeGraphemesAddon());
    this.#terminal.unicode.activeVersion = "15-graphemes";
    repairEraseAbove(this.#terminal);
    this.#terminal.onBell(options.onBell);
    this.#readModes = watchModes(this.#terminal);
  }

  get size(): TerminalSize {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  get modes(): ProgramModes {
    return this.#readModes();
  }

  /** True while the program is in the middle of a change that it wants to be seen at once. */
  get isChanging(): boolean {
    return this.#terminal.modes.synchronizedOutputMode;
  }

  get source(): PictureSource {
    return {
      buffer: this.#terminal.buffer.active,
      size: this.size,
      isCursorVisible: this.modes.isCursorVisible,
    };
  }

  write(bytes: Uint8Array, parsed: () => void): void {
    this.#terminal.write(this.#decoder.decode(bytes, { stream: true }), parsed);
  }

  /** Takes the size between what was written before and what is written after. */
  resize({ columns, rows }: TerminalSize, done: () => void): void {
    this.#terminal.write("", () => {
      this.#terminal.resize(columns, rows);
      done();
    });
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
