import xterm from "@xterm/headless";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import { AgentScreen } from "./agent-screen.ts";

/** A generator of random numbers that gives the same ones for the same seed. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** A terminal like the one that a person sits at. */
export function personTerminal({ columns, rows }: TerminalSize): xterm.Terminal {
  const terminal = new xterm.Terminal({ allowProposedApi: true, cols: columns, rows, logLevel: "off" });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.unicode.activeVersion = "15-graphemes";
  return terminal;
}

export function write(terminal: xterm.Terminal, text: string): Promise<void> {
  return new Promise((resolve) => {
    terminal.write(text, resolve);
  });
}

export function newScreen(size: TerminalSize): AgentScreen {
  return new AgentScreen(size, { hasHistory: false, onBell: () => undefined });
}

export function feed(screen: AgentScreen, text: string): Promise<void> {
  return new Promise((resolve) => {
    screen.write(Buffer.from(text), resolve);
  });
}

const TEXTS = [
  "a",
  "Z",
  " ",
  "hello world",
  "é",
  "─│┌",
  "世界",
  "👩‍👩‍👧",
  "🇨🇭",
  "e\u0301",
  "한국어",
  "1\ufe0f\u20e3",
  "नि",
  "\u001b[m\u0903",
  "🇨\u001b[m🇭",
  "\u00ad",
  "─".repeat(40),
];
const STYLES = [
  "0",
  "1",
  "2",
  "3",
  "4",
  "4:3",
  "5",
  "7",
  "8",
  "9",
  "53",
  "31",
  "97",
  "44",
  "105",
  "38;5;1",
  "48;5;200",
  "38;2;1;2;3",
  "48;2;9;8;7",
];

/** A piece of what a program may write: text, colours, movement, erasing, scrolling, modes, and hostile queries. */
export function randomOutput(random: (below: number) => number): string {
  const pick = (from: readonly string[]): string => from[random(from.length)] ?? "";
  const number = (below: number): string => String(random(below) + 1);
  switch (random(20)) {
    case 0:
      return `\u001b[${number(30)};${number(100)}H`;
    case 1:
      return `\u001b[${number(3)}${pick(["A", "B", "C", "D", "X", "P", "@", "L", "M", "S", "T", "b"])}`;
    case 2:
      return `\u001b[${String(random(3))}${pick(["J", "K", "K", "K"])}`;
    case 3:
      return pick(["\r\n", "\n", "\r", "\t", "\b", "\u001bM", "\u001b7", "\u001b8"]);
    case 4:
      return pick([
        "\u001b[?25l",
        "\u001b[?25h",
        "\u001b[?7l",
        "\u001b[?7h",
        "\u001b[?6h",
        "\u001b[?6l",
        "\u001b[4h",
        "\u001b[4l",
      ]);
    case 5:
      return pick([
        "\u001b[?1049h",
        "\u001b[?1049l",
        "\u001b[r",
        `\u001b[${number(10)};${String(random(10) + 15)}r`,
      ]);
    case 6:
      return pick(QUERIES);
    case 7:
    case 8:
    case 9:
    case 10:
      return `\u001b[${pick(STYLES)}m`;
    case 11:
      return pick([
        "\u001b]0;title\u0007",
        "\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007",
        "\u001b(0lqk\u001b(B",
        "\u0007",
      ]);
    default:
      return pick(TEXTS).repeat(random(3) + 1);
  }
}

/** What makes a terminal answer on its input, or change what lies outside its screen. */
export const QUERIES: readonly string[] = [
  "\u001b[c",
  "\u001b[>c",
  "\u001b[=c",
  "\u001b[5n",
  "\u001b[6n",
  "\u001b[?6n",
  "\u001b[?2004$p",
  "\u001b[4$p",
  "\u001bP$qm\u001b\\",
  "\u001bP+q544e\u001b\\",
  "\u001b]4;1;?\u0007",
  "\u001b]10;?\u0007",
  "\u001b]11;?\u001b\\",
  "\u001b]12;?\u0007",
  "\u001b[>q",
  "\u001b[14t",
  "\u001b[18t",
  "\u001b[21t",
  "\u001b]52;c;?\u0007",
  "\u001b]52;c;aGk=\u0007",
  "\u001b[?u",
  "\u001bZ",
  "\u001b[?1004h",
  "\u001b[x",
];
