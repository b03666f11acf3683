import { describe, expect, it } from "vitest";
import { changeModes, ENTER, LEAVE, PLAIN_MODES, type LocalModes } from "./local-modes.ts";
import { paint } from "../drawing/paint.ts";
import { pictureOf } from "../drawing/picture.ts";
import { watchModes } from "../screen/program-modes.ts";
import {
  feed,
  newScreen,
  personTerminal,
  QUERIES,
  randomOutput,
  seeded,
  write,
} from "../screen/screens.test-support.ts";

const SIZE = { columns: 80, rows: 24 };
const HERE = { column: 0, row: 0 };

/** A person's terminal, with all its modes readable. */
function watchedPerson() {
  const terminal = personTerminal(SIZE);
  return { terminal, modes: watchModes(terminal) };
}

const MODE_SEQUENCES = [1, 25, 66, 9, 1000, 1002, 1003, 1006, 1016, 2004]
  .flatMap((mode) => [`\u001b[?${String(mode)}h`, `\u001b[?${String(mode)}l`])
  .concat([0, 1, 2, 3, 4, 5, 6].map((style) => `\u001b[${String(style)} q`))
  .concat("\u001b=", "\u001b>", "\u001b[!p", "\u001bc", "\u001b[?1;1000;2004h");

describe("the modes of the local terminal", () => {
  it("follow the program's, the mouse in the form that can be translated", async () => {
    const random = seeded(7);
    const { terminal, modes } = watchedPerson();
    const screen = newScreen(SIZE);
    let last: LocalModes = PLAIN_MODES;
    for (let round = 0; round < 500; round++) {
      await feed(screen, MODE_SEQUENCES[random(MODE_SEQUENCES.length)] ?? "");
      await write(terminal, changeModes(last, screen.modes));
      last = screen.modes;
      const { mouseTracking, mouseEncoding, ...keys } = screen.modes;
      const isTracked = mouseTracking !== "none" && mouseEncoding !== "pixels";
      expect(modes()).toEqual({
        ...keys,
        isCursorVisible: true,
        mouseTracking: isTracked ? mouseTracking.replace("x10", "vt200") : "none",
        mouseEncoding: isTracked ? "sgr" : "plain",
      });
    }
  });

  it("are all a shell's again after leaving, and its screen is back", async () => {
    const { terminal, modes } = watchedPerson();
    await write(terminal, "$ quorum attach qa\r\n");
    const before = terminal.buffer.normal.getLine(0)?.translateToString(true);
    const wanted: LocalModes = {
      applicationCursorKeys: true,
      applicationKeypad: true,
      bracketedPaste: true,
      mouseTracking: "any",
      mouseEncoding: "sgr",
      cursorStyle: 6,
    };
    await write(
      terminal,
      `${ENTER}${changeModes(PLAIN_MODES, wanted)}the agent\u001b[?25l\u001b[?2026h\u001b[1;31m`,
    );
    expect(terminal.buffer.active.type).toBe("alternate");
    expect(modes()).toMatchObject({ ...wanted, isCursorVisible: false });
    await write(terminal, `${changeModes(wanted, PLAIN_MODES)}${LEAVE}x`);
    expect(terminal.buffer.active.type).toBe("normal");
    expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe(before);
    expect(terminal.buffer.active.getLine(1)?.translateToString(true)).toBe("x");
    expect(terminal.buffer.active.getLine(1)?.getCell(0)?.isAttributeDefault()).toBe(true);
    expect(modes()).toEqual({ ...PLAIN_MODES, isCursorVisible: true });
    expect(terminal.modes).toMatchObject({
      wraparoundMode: true,
      synchronizedOutputMode: false,
      sendFocusMode: false,
    });
  });

  it("are undone even where nobody knows which were set", async () => {
    const { terminal, modes } = watchedPerson();
    await write(terminal, `${ENTER}\u001b[?1;1000;1002;1003;1006;2004h\u001b=\u001b[?25l${LEAVE}`);
    expect(modes()).toEqual({ ...PLAIN_MODES, isCursorVisible: true });
  });
});

describe("the local terminal", () => {
  it("is never asked anything, whatever the program writes", async () => {
    const random = seeded(3);
    const screen = newScreen(SIZE);
    const { terminal } = watchedPerson();
    const answers: string[] = [];
    terminal.onData((data) => answers.push(data));
    let shown = undefined;
    let last: LocalModes = PLAIN_MODES;
    for (let round = 0; round < 200; round++) {
      const query = QUERIES[random(QUERIES.length)] ?? "";
      // Cut anywhere, so that halves of queries meet the text around them.
      const output = randomOutput(random) + query + randomOutput(random);
      const cut = random(output.length);
      for (const part of [output.slice(0, cut), output.slice(cut)]) {
        await feed(screen, part);
        const picture = pictureOf(screen.source, SIZE, HERE);
        const written = changeModes(last, screen.modes) + paint(shown, picture);
        // Nothing but cells, positions and modes: no title, no clipboard, no device control, no report.
        expect(written).not.toMatch(/\u001b[\]P_^X]|\u001b\[[^A-Za-z]*[cntx]|\$p|\u001b\[>/);
        await write(terminal, written);
        shown = picture;
        last = screen.modes;
      }
    }
    expect(answers).toEqual([]);
  });
});
