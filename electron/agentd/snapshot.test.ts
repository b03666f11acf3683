import type { Terminal } from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { rounds, seededRandom, type SeededRandom } from "../../shared/base/seeded-random.test-support.ts";
import { createTerminal } from "./create-terminal.ts";
import { stateOf, WRAPPED } from "./screen-state.test-support.ts";
import { snapshotOf } from "./snapshot.ts";
import { internalsOf } from "./xterm-internals.ts";

const COLUMNS = 20;
const ROWS = 6;

function terminalAfter(...texts: readonly string[]): Terminal {
  const terminal = createTerminal({ columns: COLUMNS, rows: ROWS }, 40);
  for (const text of texts) internalsOf(terminal).writeSync(text);
  return terminal;
}

/** Programs' output at its most various: text, wide characters, styles, cursor moves, erasing, scrolling, modes. */
function randomOutput(random: SeededRandom, pieces: number): string {
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  const number = (): number => random.below(8);
  const makers: readonly (() => string)[] = [
    () => "abcdefghijklmnopqrstuvwxyz".slice(random.below(26)),
    () => pick(["世界", "é", "e\u0301", "👍", "─", "    ", "x", "🇩🇪", "क्षि"]),
    () => "\r\n",
    () => pick(["\n", "\r", "\b", "\t"]),
    () =>
      `\x1b[${pick(["0", "1", "2", "3", "4", "7", "9", "31", "42", "95", "104", "38;5;200", "48;5;3", "38;2;1;2;3", "48;2;9;8;7", "53", "22", "49"])}m`,
    () => `\x1b[${number()};${number() * 3}H`,
    () => `\x1b[${number()}${pick(["A", "B", "C", "D", "X", "P", "@", "L", "M", "S", "T", "G", "d"])}`,
    () => `\x1b[${random.below(3)}${pick(["J", "K"])}`,
    () => pick(["\x1b7", "\x1b8", "\x1bM", "\x1bD", "\x1bE"]),
    () => `\x1b[${1 + random.below(3)};${4 + random.below(3)}r`,
    () => pick(["\x1b[r", "\x1b[?6h", "\x1b[?6l", "\x1b[4h", "\x1b[4l", "\x1b[1J"]),
    () =>
      pick([
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1b[?25l",
        "\x1b[?25h",
        "\x1b[?1h",
        "\x1b[?2004h",
        "\x1b[?1002h",
        "\x1b[?1006h",
      ]),
    () =>
      pick(["\x1b(0qqx\x1b(B", "\x1b(0", "\x1b(B", "\x1b[3 q", "\x1b[?1004h", "\x1bH", "\x1b[3g", "\x1b="]),
    () =>
      pick([
        "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
        "\x1b]8;id=a;https://a.org\x07a link that goes on\x1b]8;;\x07",
      ]),
    () => "long line that wraps around the right edge more than once, surely",
  ];
  return Array.from({ length: pieces }, () => pick(makers)()).join("");
}

/**
 * What two equal terminals still agree on after more output: xterm forgets hyperlinks when lines move, as it pleases,
 * and a first row that continues a line which was deleted is the one thing that no output can make again.
 */
function withoutWrapsAndLinks(terminal: Terminal): unknown {
  return JSON.parse(
    JSON.stringify(stateOf(terminal))
      .replaceAll(WRAPPED, "")
      .replaceAll(/https:[^}]*/g, "")
      .replaceAll("{0,0,,}", ""),
  );
}

describe("snapshotOf", () => {
  it("makes a fresh terminal equal to the one it pictures, for random output", () => {
    const random = seededRandom(20_261_121);
    for (let round = 0; round < rounds(1500); round += 1) {
      const output = randomOutput(random, 5 + random.below(40));
      const original = terminalAfter(output);
      const copy = terminalAfter(snapshotOf(original, 40));
      expect(stateOf(copy), JSON.stringify(output)).toEqual(stateOf(original));
      original.dispose();
      copy.dispose();
    }
  });

  // Not among the random ones: xterm saves a cursor without them, and restores whatever was there since.
  it("carries the kinds and colours of underlines", () => {
    const original = terminalAfter(
      "\x1b[4:3mcurly\x1b[58;5;4m blue\x1b[4:5m\x1b[58:2::1:2:3m dashed\x1b[4:0m none\x1b[4:2;59m",
    );
    const copy = terminalAfter(snapshotOf(original, 0));
    for (const terminal of [original, copy]) internalsOf(terminal).writeSync("double");
    expect(stateOf(copy)).toEqual(stateOf(original));
  });

  it("carries that lines do not wrap", () => {
    const copy = terminalAfter(
      snapshotOf(terminalAfter("\x1b[?7l"), 0),
      "a line longer than the screen is wide!",
    );
    expect(copy.buffer.active.getLine(0)?.translateToString()).toBe("a line longer than !");
  });

  it("survives an erasing of all above the last cell, which xterm alone does not", () => {
    const terminal = terminalAfter(`text\x1b[${ROWS};${COLUMNS}H\x1b[1J`, "\x1b[Hafter");
    expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe("after");
  });

  it("leaves nothing behind that would make later output come out differently", () => {
    const random = seededRandom(99);
    for (let round = 0; round < rounds(1500); round += 1) {
      const output = randomOutput(random, 5 + random.below(30));
      const later = randomOutput(random, 1 + random.below(12));
      const original = terminalAfter(output);
      const copy = terminalAfter(snapshotOf(original, 40));
      internalsOf(original).writeSync(later);
      internalsOf(copy).writeSync(later);
      expect(withoutWrapsAndLinks(copy), JSON.stringify([output, later])).toEqual(
        withoutWrapsAndLinks(original),
      );
      original.dispose();
      copy.dispose();
    }
  });
});
