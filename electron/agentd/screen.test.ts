import { describe, expect, it } from "vitest";
import { Screen, type ScreenOptions, type Snapshot } from "./screen.ts";

const SIZE = { columns: 40, rows: 5 };

function screenWith(options: Partial<ScreenOptions> = {}): Screen {
  return new Screen({
    size: SIZE,
    appearance: () => "dark",
    answer: () => undefined,
    onParsed: () => undefined,
    onFailed: () => undefined,
    ...options,
  });
}

/** A picture of all that was fed: the first one may come before the last of it. */
async function lastSnapshot(screen: Screen): Promise<Snapshot> {
  while (screen.waiting > 0) await screen.snapshot("screen", 0);
  return screen.snapshot("screen", 0);
}

async function contentOf(screen: Screen): Promise<string> {
  return Buffer.from((await lastSnapshot(screen)).content).toString();
}

describe("Screen", () => {
  it("is pictured at the last offset at which nothing was incomplete", async () => {
    const screen = screenWith();
    screen.feed(Buffer.from("done\x1b[3"));
    expect((await lastSnapshot(screen)).header.offset).toBe(4);
    screen.feed(Buffer.from("1mred"));
    const snapshot = await lastSnapshot(screen);
    expect(snapshot.header.offset).toBe(12);
    expect(Buffer.from(snapshot.content).toString()).toContain("red");
  });

  it("is pictured within a string that is too long to be held back, with what opens it", async () => {
    const screen = screenWith();
    screen.feed(Buffer.from("before\x1b]1337;"));
    screen.feed(Buffer.alloc(70_000, "x"));
    const content = await contentOf(screen);
    expect(content).toContain("before");
    expect(content.endsWith("\x1b]")).toBe(true);
    screen.feed(Buffer.from("\x07after"));
    expect(await contentOf(screen)).toContain("beforeafter");
  });

  it("shows a size only behind the output that came before it", async () => {
    const screen = screenWith();
    screen.feed(Buffer.from("x".repeat(60)));
    screen.resize({ columns: 80, rows: 5 });
    const { header } = await lastSnapshot(screen);
    expect(header).toMatchObject({ offset: 60, size: { columns: 80, rows: 5 } });
  });

  it("goes on, empty, when the terminal fails on some output", async () => {
    const failures: unknown[] = [];
    const screen = screenWith({
      appearance: () => {
        throw new Error("broken");
      },
      onFailed: (error) => failures.push(error),
    });
    screen.feed(Buffer.from("lost\x1b]11;?\x07"));
    screen.feed(Buffer.from("kept"));
    const content = await contentOf(screen);
    expect(content).toContain("kept");
    expect(content).not.toContain("lost");
    expect(failures).toHaveLength(1);
    expect((await lastSnapshot(screen)).header.offset).toBe(15);
  });

  it("answers colours as its viewers look", async () => {
    const answers: string[] = [];
    let appearance: "dark" | "light" = "dark";
    const screen = screenWith({ appearance: () => appearance, answer: (text) => answers.push(text) });
    screen.feed(Buffer.from("\x1b]11;?\x07"));
    await screen.snapshot("screen", 0);
    appearance = "light";
    screen.feed(Buffer.from("\x1b]11;?\x07"));
    await screen.snapshot("screen", 0);
    expect(answers).toEqual(["\x1b]11;rgb:0a0a/0d0d/1212\x1b\\", "\x1b]11;rgb:fbfb/fcfc/fdfd\x1b\\"]);
  });
});
