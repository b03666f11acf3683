import { SerializeAddon } from "@xterm/addon-serialize";
import xterm from "@xterm/headless";
import { describe, expect, it } from "vitest";
import type { TerminalFrame, TerminalSize, ViewerFrame } from "../../../../shared/terminal/frames.ts";
import { FramePlayer } from "./frame-player.ts";

const SIZE: TerminalSize = { columns: 40, rows: 6 };
const encoder = new TextEncoder();

function makeTerminal(size = SIZE): xterm.Terminal {
  return new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    scrollback: 1000,
    allowProposedApi: true,
  });
}

function makeViewer(isFresh = true) {
  const terminal = makeTerminal();
  const sent: ViewerFrame[] = [];
  const events: string[] = [];
  const player = new FramePlayer({
    terminal,
    isFresh,
    send: (frame) => sent.push(frame),
    onReplace: () => events.push("replace"),
    onResized: ({ columns, rows }) => events.push(`resized ${String(columns)}x${String(rows)}`),
    onSnapshot: (kind) => events.push(kind),
    onEnded: () => events.push("ended"),
  });
  /** Settles when everything played so far was parsed. */
  const parsed = (): Promise<void> => new Promise((resolve) => terminal.write("", resolve));
  const offsets = (): number[] =>
    sent.flatMap((frame) => (frame.kind === "acknowledge" ? [frame.offset] : []));
  return { terminal, player, sent, events, parsed, offsets };
}

function snapshot(
  content: string | Uint8Array,
  offset = 0,
  kind: "screen" | "history" = "screen",
  size = SIZE,
): TerminalFrame {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  return { kind: "snapshot", header: { offset, size, title: "", kind }, content: bytes };
}

function output(offset: number, text: string | Uint8Array): TerminalFrame {
  return { kind: "output", offset, bytes: typeof text === "string" ? encoder.encode(text) : text };
}

/** All lines of a terminal, those that scrolled away first. */
function linesOf(terminal: xterm.Terminal): string[] {
  const buffer = terminal.buffer.active;
  return Array.from(
    { length: buffer.length },
    (_, row) => buffer.getLine(row)?.translateToString(true) ?? "",
  );
}

function manyLines(count: number): string {
  return Array.from({ length: count }, (_, line) => `line ${String(line)}`).join("\r\n");
}

describe("frames that are played on a terminal", () => {
  it("show a snapshot, and go on behind it", async () => {
    const { terminal, player, events, parsed } = makeViewer();
    player.play(snapshot("hello", 5));
    player.play(output(5, " there"));
    await parsed();
    expect(linesOf(terminal)[0]).toBe("hello there");
    expect(events).toEqual(["replace", "screen"]);
  });

  it("replace everything when another snapshot comes: screen, history, modes, colours and character sets", async () => {
    const { terminal, player, parsed } = makeViewer();
    player.play(snapshot(manyLines(30)));
    player.play(
      output(
        0,
        "\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1h\x1b[4h\x1b[2;4r\x1b[?6h\x1b[31;1m\x1b(0\x1b[?25l\x1b[3g",
      ),
    );
    player.play(snapshot("fresh\tqq\r\nlines", 900, "history"));
    await parsed();

    const expected = makeTerminal();
    await new Promise<void>((resolve) => expected.write("fresh\tqq\r\nlines", resolve));
    expect(linesOf(terminal)).toEqual(linesOf(expected));
    expect(terminal.modes).toEqual(expected.modes);
    expect(terminal.buffer.active.type).toBe("normal");
    expect(terminal.buffer.active.getLine(0)?.getCell(0)?.isFgDefault()).toBe(true);
    expect(terminal.buffer.active.baseY).toBe(0);
  });

  it("replace a screen that ended amid a sequence or a character", async () => {
    const tails = [
      "\x1b",
      "\x1b[3",
      "\x1b]0;tit",
      "\x1bP$q",
      "\x1b_",
      "\x1b]8;;http://a\x1b",
      [0xe6],
      [0xf0, 0x9f],
    ];
    for (const tail of tails) {
      for (const isFresh of [true, false]) {
        const { terminal, player, parsed } = makeViewer(isFresh);
        const bytes = typeof tail === "string" ? encoder.encode(tail) : Uint8Array.from(tail);
        player.play(snapshot("old"));
        player.play(output(3, bytes));
        player.play(snapshot("new", 10, "history"));
        await parsed();
        expect(linesOf(terminal).join("").trim(), JSON.stringify(tail)).toBe("new");
      }
    }
  });

  it("let the output continue a sequence that the snapshot's content began, wherever it was cut", async () => {
    const text = "a\x1b[31mred\x1b[0m \x1b]0;title\x07漢字 👩‍💻 \x1b[?2004hé\x1b[2;3Hx";
    const bytes = encoder.encode(text);
    const expected = makeTerminal();
    await new Promise<void>((resolve) => expected.write(text, resolve));
    for (let cut = 0; cut <= bytes.byteLength; cut += 1) {
      for (const isFresh of [true, false]) {
        const { terminal, player, parsed } = makeViewer(isFresh);
        player.play(snapshot(bytes.slice(0, cut), cut));
        player.play(output(cut, bytes.slice(cut)));
        await parsed();
        expect(linesOf(terminal), `cut at ${String(cut)}`).toEqual(linesOf(expected));
        expect(terminal.modes.bracketedPasteMode).toBe(true);
      }
    }
  });

  it("equal a terminal that never left, after hide and show at any point", async () => {
    const left = makeTerminal();
    const serialize = new SerializeAddon();
    left.loadAddon(serialize as unknown as xterm.ITerminalAddon);
    await new Promise<void>((resolve) => left.write(manyLines(40), resolve));
    const { terminal, player, parsed } = makeViewer();
    player.play(snapshot(serialize.serialize({ scrollback: 0 }), 100));
    player.play(output(100, "\r\nmore"));
    await new Promise<void>((resolve) => left.write("\r\nmore", resolve));
    player.play(snapshot(serialize.serialize(), 106, "history"));
    await parsed();
    expect(linesOf(terminal)).toEqual(linesOf(left));
  });

  it("keep the distance from the bottom when the history takes the screen's place", async () => {
    const { terminal, player, parsed } = makeViewer();
    player.play(snapshot(manyLines(20)));
    await parsed();
    terminal.scrollLines(-4);
    player.play(snapshot(manyLines(200), 0, "history"));
    await parsed();
    const { baseY, viewportY } = terminal.buffer.active;
    expect(baseY).toBe(194);
    expect(baseY - viewportY).toBe(4);
  });

  it("stay at the bottom when nobody scrolled", async () => {
    const { terminal, player, parsed } = makeViewer();
    player.play(snapshot("short"));
    player.play(snapshot(manyLines(200), 0, "history"));
    await parsed();
    expect(terminal.buffer.active.viewportY).toBe(terminal.buffer.active.baseY);
  });

  it("change the size at their place in the stream", async () => {
    const { terminal, player, events, parsed } = makeViewer();
    player.play(snapshot(""));
    player.play(output(0, `${"x".repeat(40)}\r\n`));
    player.play({ kind: "resized", offset: 42, size: { columns: 20, rows: 6 } });
    player.play(output(42, "y".repeat(20)));
    await parsed();
    expect([terminal.cols, terminal.rows]).toEqual([20, 6]);
    expect(linesOf(terminal).slice(0, 3)).toEqual(["x".repeat(20), "x".repeat(20), "y".repeat(20)]);
    expect(events).toContain("resized 20x6");
  });

  it("take the size that a snapshot has", async () => {
    const { terminal, player, parsed } = makeViewer();
    player.play(snapshot("wide", 0, "screen", { columns: 120, rows: 50 }));
    await parsed();
    expect([terminal.cols, terminal.rows]).toEqual([120, 50]);
  });

  it("are acknowledged once they are parsed, and again from a snapshot that lies further back", async () => {
    const { player, parsed, offsets } = makeViewer();
    player.play(snapshot("", 1000));
    await parsed();
    player.play(output(1000, "abc"));
    await parsed();
    player.play(snapshot("", 500, "history"));
    await parsed();
    expect(offsets()).toEqual([1000, 1003, 500]);
  });

  it("are acknowledged along the way while much of them is waiting", async () => {
    const { player, parsed, offsets } = makeViewer();
    player.play(snapshot("", 0));
    for (let piece = 0; piece < 40; piece += 1) player.play(output(piece * 16_384, "z".repeat(16_384)));
    expect(player.isBusy).toBe(true);
    await parsed();
    expect(offsets().at(-1)).toBe(40 * 16_384);
    expect(offsets().length).toBeGreaterThan(5);
    expect(offsets().length).toBeLessThan(20);
    expect(player.isBusy).toBe(false);
  });

  it("say nothing more once the player is stopped, and leave what they showed", async () => {
    const { terminal, player, sent, events, parsed } = makeViewer();
    player.play(snapshot("kept"));
    await parsed();
    const before = [sent.length, events.length];
    player.play(output(4, "!"));
    player.play({ kind: "ended", code: 0 });
    player.stop();
    await parsed();
    expect([sent.length, events.length]).toEqual(before);
    expect(linesOf(terminal)[0]).toBe("kept!");
  });

  it("tell the end after everything before it", async () => {
    const { player, events, parsed } = makeViewer();
    player.play(snapshot("bye"));
    player.play({ kind: "ended", code: 1 });
    await parsed();
    expect(events).toEqual(["replace", "screen", "ended"]);
  });
});
