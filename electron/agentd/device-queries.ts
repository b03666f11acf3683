import type { Terminal } from "@xterm/headless";
import { TERMINAL_COLORS, type Appearance } from "../../shared/terminal/colors.ts";

/** The queries for the terminal's colours: OSC 10, 11 and 12. */
const COLOR_QUERIES = { 10: "foreground", 11: "background", 12: "cursor" } as const;

/**
 * Answers what a program asks of its terminal. A screen answers most queries itself, through `onData`; it has no
 * window and so no colours, which are answered here. Nobody else answers anything: viewers come and go.
 */
export function answerQueries(
  terminal: Terminal,
  appearance: () => Appearance,
  answer: (text: string) => void,
): void {
  terminal.onData(answer);
  terminal.onBinary(answer);
  for (const [code, name] of Object.entries(COLOR_QUERIES)) {
    terminal.parser.registerOscHandler(Number(code), (data) => {
      if (data !== "?") return false;
      answer(`\x1b]${code};${xColor(TERMINAL_COLORS[appearance()][name])}\x1b\\`);
      return true;
    });
  }
}

/** `#e7ebf2` in the form that programs expect: `rgb:e7e7/ebeb/f2f2`. */
function xColor(hex: string): string {
  const channels = [1, 3, 5].map((at) => hex.slice(at, at + 2));
  return `rgb:${channels.map((channel) => channel + channel).join("/")}`;
}
