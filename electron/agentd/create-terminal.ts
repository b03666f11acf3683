import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import xterm from "@xterm/headless";
import { repairEraseAbove } from "../../shared/terminal/erase-above.ts";
import type { TerminalSize } from "../../shared/terminal/frames.ts";

/** A screen without a window, set up as every viewer's is, so that all agree on the width of each character. */
export function createTerminal(size: TerminalSize, scrollback: number): xterm.Terminal {
  const terminal = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback,
    allowProposedApi: true,
    // The parser would print what a program gets wrong to the console.
    logLevel: "off",
  });
  terminal.loadAddon(new UnicodeGraphemesAddon() as unknown as xterm.ITerminalAddon);
  terminal.unicode.activeVersion = "15-graphemes";
  repairEraseAbove(terminal);
  return terminal;
}
