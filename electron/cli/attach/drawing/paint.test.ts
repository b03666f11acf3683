import type { IBuffer, IBufferCell } from "@xterm/headless";
import { describe, expect, it } from "vitest";
import type { TerminalSize } from "../../../../shared/terminal/frames.ts";
import type { AgentScreen } from "../screen/agent-screen.ts";
import { styleOf } from "./cell-style.ts";
import { ENTER } from "../local/local-modes.ts";
import { paint } from "./paint.ts";
import { originAround, pictureOf, type Origin, type Picture } from "./picture.ts";
import {
  feed,
  newScreen,
  personTerminal,
  randomOutput,
  seeded,
  write,
} from "../screen/screens.test-support.ts";

const VIEW = { columns: 80, rows: 24 };

/** What a person sees through a view of a screen, a row a string: half a character and an empty cell are nothing. */
function cellsOf(buffer: IBuffer, size: TerminalSize, view: TerminalSize, origin: Origin): readonly string[] {
  const { columns } = view;
  return Array.from({ length: view.rows }, (_, row) => {
    const line = origin.row + row < size.rows ? buffer.getLine(buffer.baseY + origin.row + row) : undefined;
    const at = (column: number): IBufferCell | undefined =>
      origin.column + column < size.columns ? line?.getCell(origin.column + column) : undefined;
    return Array.from({ length: columns }, (__, column) => {
      const cell = at(column);
      if (cell === undefined) return " |";
      const isRightHalf = cell.getWidth() === 0 && column > 0 && at(column - 1)?.getWidth() === 2;
      const isCut = cell.getWidth() === 2 && (column === columns - 1 || at(column + 1)?.getWidth() !== 0);
      const isWhole = cell.getWidth() === 1 || (cell.getWidth() === 2 && !isCut);
      const text = isRightHalf ? "<" : isWhole && cell.getChars() !== "" ? cell.getChars() : " ";
      return `${text}|${styleOf(cell)}`;
    }).join(" ");
  });
}

async function expectSame(
  person: ReturnType<typeof personTerminal>,
  screen: AgentScreen,
  origin: Origin,
): Promise<void> {
  const view = { columns: person.cols, rows: person.rows };
  const seen = cellsOf(person.buffer.active, view, view, { column: 0, row: 0 });
  expect(seen).toEqual(cellsOf(screen.source.buffer, screen.size, view, origin));
}

describe("composing", () => {
  it.each([
    ["a part of it", { columns: 100, rows: 30 }],
    ["all of it", VIEW],
    ["it and nothing around it", { columns: 60, rows: 20 }],
  ])("shows what any output makes of the agent's screen: %s", async (_, size) => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = seeded(seed);
      const screen = newScreen(size);
      const person = personTerminal(VIEW);
      await write(person, ENTER);
      let shown: Picture | undefined;
      let origin: Origin = { column: 0, row: 0 };
      for (let frame = 0; frame < 25; frame++) {
        await feed(screen, Array.from({ length: random(40) + 1 }, () => randomOutput(random)).join(""));
        origin = originAround(screen.source, VIEW);
        const picture = pictureOf(screen.source, VIEW, origin);
        await write(person, paint(shown, picture));
        shown = picture;
        await expectSame(person, screen, origin);
        const { cursorX, cursorY } = screen.source.buffer;
        if (picture.cursor.isVisible) {
          expect({ x: person.buffer.active.cursorX, y: person.buffer.active.cursorY }).toEqual({
            x: Math.min(cursorX, size.columns - 1) - origin.column,
            y: cursorY - origin.row,
          });
        }
        expect(picture.cursor.isVisible).toBe(screen.modes.isCursorVisible);
      }
    }
  });

  it("writes nothing when nothing changed, and little for a key's echo", async () => {
    const screen = newScreen(VIEW);
    await feed(screen, "$ ");
    const first = pictureOf(screen.source, VIEW, { column: 0, row: 0 });
    expect(paint(first, first)).toBe("");
    await feed(screen, "x");
    const second = pictureOf(screen.source, VIEW, { column: 0, row: 0 });
    expect(paint(first, second)).toBe("\u001b[1;3Hx\u001b[1;4H");
  });

  it("hides the cursor and shows it again as the program does", async () => {
    const screen = newScreen(VIEW);
    const first = pictureOf(screen.source, VIEW, { column: 0, row: 0 });
    await feed(screen, "\u001b[?25l");
    const hidden = pictureOf(screen.source, VIEW, { column: 0, row: 0 });
    expect(paint(first, hidden)).toBe("\u001b[?25l");
    await feed(screen, "\u001bc");
    const again = pictureOf(screen.source, VIEW, { column: 0, row: 0 });
    expect(paint(hidden, again)).toBe("\u001b[1;1H\u001b[?25h");
  });
});

describe("the part that is shown", () => {
  const at = async (output: string): Promise<Origin> => {
    const screen = newScreen({ columns: 100, rows: 30 });
    await feed(screen, output);
    return originAround(screen.source, VIEW);
  };

  it("begins at the left as long as the cursor is seen there", async () => {
    expect(await at("\u001b[1;80H")).toEqual({ column: 0, row: 0 });
    expect(await at("\u001b[1;81H")).toEqual({ column: 1, row: 0 });
    expect(await at(`\u001b[1;100Hx`)).toEqual({ column: 20, row: 0 });
    expect(await at("\u001b[?25l\u001b[1;100H")).toEqual({ column: 0, row: 0 });
  });

  it("reaches down to what stands below the cursor, if the cursor stays in it", async () => {
    expect(await at("\u001b[24;1H")).toEqual({ column: 0, row: 0 });
    expect(await at("\u001b[30;1H")).toEqual({ column: 0, row: 6 });
    expect(await at("\u001b[28;1Hstatus\u001b[20;1H")).toEqual({ column: 0, row: 4 });
    expect(await at("\u001b[30;1Hstatus\u001b[3;1H")).toEqual({ column: 0, row: 2 });
  });

  it("is everything where there is room", async () => {
    const screen = newScreen({ columns: 100, rows: 30 });
    await feed(screen, "\u001b[30;100Hx");
    expect(originAround(screen.source, { columns: 200, rows: 50 })).toEqual({ column: 0, row: 0 });
  });
});
