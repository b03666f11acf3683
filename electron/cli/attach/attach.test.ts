import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeAgent, startFakeHub, type FakeHub } from "../fake-hub.test-support.ts";
import { FakeTerminal } from "./fake-terminal.test-support.ts";
import { Person } from "./person.test-support.ts";

const SMALL = { columns: 80, rows: 24 };
const LARGE = { columns: 100, rows: 30 };
const RUNNING = { kind: "running", since: 1, pid: 42 } as const;

let hub: FakeHub;
let terminal: FakeTerminal;
let people: Person[] = [];

beforeEach(async () => {
  terminal = new FakeTerminal();
  hub = await startFakeHub({
    agents: [fakeAgent("qa", RUNNING), fakeAgent("tu_ui", { kind: "stopped" })],
    onTerminal: (_, pipe) => terminal.connect(pipe),
  });
});
afterEach(async () => {
  for (const person of people) person.leave();
  await Promise.all(people.map((person) => person.exitCode));
  people = [];
  await hub.dispose();
});

function attach(size = SMALL, ...options: readonly string[]): Person {
  const person = new Person(["attach", "qa", "--project", hub.project, ...options], size);
  people.push(person);
  return person;
}

function expectGivenBack(person: Person): void {
  expect(person.isOnOwnScreen).toBe(true);
  expect(person.screen[0]).toBe("$ quorum");
  expect(person.terminal.modes).toMatchObject({
    applicationCursorKeysMode: false,
    bracketedPasteMode: false,
    mouseTrackingMode: "none",
    wraparoundMode: true,
    synchronizedOutputMode: false,
  });
}

describe("attach", () => {
  it("shows the screen as it is, then what comes, and sends the keys", async () => {
    terminal.write("\u001b[2;3Hbefore \u001b[1;32mgreen");
    const person = attach();
    await person.sees("before green");
    expect(person.screen[1]).toBe("  before green");
    expect(person.terminal.buffer.active.getLine(1)?.getCell(9)?.getFgColor()).toBe(2);
    expect({ x: person.terminal.buffer.active.cursorX, y: person.terminal.buffer.active.cursorY }).toEqual({
      x: 14,
      y: 1,
    });
    terminal.write("\r\nafter");
    await person.sees("after");
    person.type("héllo\r");
    await terminal.until(() => terminal.input.toString() === "héllo\r");
    await terminal.until(() => terminal.acknowledged === terminal.written);
  });

  it("leaves with its key, and gives the terminal back", async () => {
    const person = attach();
    terminal.write("\u001b[?1h\u001b[?2004h\u001b[?1002h\u001b[?1006h\u001b[?25lhere");
    await person.sees("here");
    expect(person.terminal.modes).toMatchObject({ bracketedPasteMode: true, mouseTrackingMode: "drag" });
    person.type("\u001d");
    expect(await person.exitCode).toBe(0);
    await person.sees("Detached from qa, which keeps running.");
    expectGivenBack(person);
    expect(person.screen.slice(0, 3)).toEqual([
      "$ quorum",
      "Attached to qa. Ctrl+] detaches.",
      "Detached from qa, which keeps running.",
    ]);
    expect(terminal.input.toString()).toBe("");
  });

  it("takes another key to leave", async () => {
    const person = attach(SMALL, "--detach-key", "ctrl-q");
    terminal.write("here");
    await person.sees("here");
    person.type("a\u001d\u0011");
    expect(await person.exitCode).toBe(0);
    expect(terminal.input.toString()).toBe("a\u001d");
  });

  it("serves several of different sizes, of which none shrinks another", async () => {
    const small = attach(SMALL);
    const large = attach(LARGE);
    await terminal.until(() => terminal.viewers.length === 2);
    expect(terminal.size).toEqual(LARGE);
    terminal.write("\u001b[1;1Hupper left\u001b[30;90Hlower right");
    await large.sees("lower right");
    await small.sees("lower right");
    expect(large.screen[0]).toBe("upper left");
    expect(large.screen[29]?.indexOf("lower right")).toBe(89);
    // The cursor hangs past the last column, 20 columns and 6 rows beyond the small terminal.
    expect(small.screen[23]?.indexOf("lower right")).toBe(69);
    terminal.write("\u001b[H");
    await small.sees("upper left");

    small.type("s");
    await terminal.until(() => terminal.input.toString() === "s");
    large.type("\u001d");
    expect(await large.exitCode).toBe(0);
    terminal.write("\u001b[3;1Hstill here");
    await small.sees("still here");
  });

  it("tells its size again when that changes", async () => {
    const person = attach(SMALL);
    await terminal.until(() => terminal.viewers.length === 1);
    person.resize(LARGE);
    await terminal.until(() => terminal.size.columns === LARGE.columns && terminal.size.rows === LARGE.rows);
    terminal.write("\u001b[30;90Hlower right");
    await person.sees("lower right");
    expect(person.screen[29]?.indexOf("lower right")).toBe(89);
  });

  it("shows the lines again that a taller screen brings back", async () => {
    for (let line = 0; line < 50; line++) terminal.write(`line ${String(line)}\r\n`);
    const person = attach(SMALL);
    await person.sees("line 49");
    person.resize(LARGE);
    await person.until(() => person.screen[0] === "line 21" && person.screen[28] === "line 49");
    expect(terminal.historiesAsked).toBe(1);
  });

  it("sends nothing to the program that the person did not type", async () => {
    const person = attach();
    terminal.write(
      "\u001b[c\u001b[>c\u001b[6n\u001b[5n\u001b[?2004$p\u001b]11;?\u0007\u001b[>q\u001b[18t\u001b[?1004h\u001bP$qm\u001b\\shown",
    );
    await person.sees("shown");
    person.type("\u001b[I\u001b[Otyped\u001b[?62;4c");
    await terminal.until(() => terminal.input.includes("typed"));
    person.type(".");
    await terminal.until(() => terminal.input.includes("."));
    expect(terminal.input.toString()).toBe("typed.");
  });

  it("moves mouse reports to where the program drew what is under the mouse", async () => {
    attach(LARGE);
    await terminal.until(() => terminal.viewers.length === 1);
    const small = attach(SMALL);
    await terminal.until(() => terminal.viewers.length === 2);
    terminal.write("\u001b[?1000h\u001b[?1006h\u001b[30;90Hlower right");
    await small.sees("lower right");
    small.type("\u001b[<0;70;24M\u001b[<0;70;24m");
    await terminal.until(() => terminal.input.includes("m"));
    expect(terminal.input.toString()).toBe("\u001b[<0;90;30M\u001b[<0;90;30m");
  });

  it("rings when the program does, and not again when the screen is shown anew", async () => {
    terminal.write("\u0007rang before");
    const person = attach();
    let rings = 0;
    person.terminal.onBell(() => (rings += 1));
    await person.sees("rang before");
    expect(rings).toBe(0);
    terminal.write("\r\n\u0007\u0007rings now");
    await person.sees("rings now");
    await person.until(() => rings === 1);
  });

  it("carries a large paste whole, in frames of the size that is allowed", async () => {
    const person = attach();
    terminal.write("\u001b[?2004hready");
    await person.sees("ready");
    const paste = `\u001b[200~${"a line of text that is pasted\r".repeat(10_000)}\u001b[201~`;
    person.type(paste);
    await terminal.until(() => terminal.input.byteLength >= paste.length);
    expect(terminal.input.toString()).toBe(paste);
    expect(terminal.longestFrame).toBeLessThanOrEqual(65_537);
  });

  it("keeps up with a flood, and shows its end", async () => {
    const person = attach();
    terminal.write("ready");
    await person.sees("ready");
    for (let line = 0; line < 20_000; line += 100) {
      const lines = Array.from(
        { length: 100 },
        (_, index) => `line ${String(line + index)} of the flood\r\n`,
      );
      terminal.write(lines.join(""));
    }
    await person.sees("line 19999 of the flood");
    await terminal.until(() => terminal.acknowledged === terminal.written);
  });

  it("leaves when the program ends, and says how it did", async () => {
    const person = attach();
    terminal.write("working");
    await person.sees("working");
    terminal.end(3);
    expect(await person.exitCode).toBe(0);
    await person.sees("qa ended with exit code 3.");
    expectGivenBack(person);
  });

  it("gives the terminal back when it is told to end", async () => {
    const person = attach();
    terminal.write("\u001b[?2004h\u001b[?1003hhere");
    await person.sees("here");
    person.pty.kill("SIGTERM");
    expect(await person.exitCode).toBe(143);
    await person.until(() => person.isOnOwnScreen);
    expectGivenBack(person);
  });

  it("gives the terminal back while it is suspended", async () => {
    const person = attach();
    terminal.write("\u001b[?2004hhere");
    await person.sees("here");
    person.pty.kill("SIGTSTP");
    await person.until(() => person.isOnOwnScreen);
    expectGivenBack(person);
    person.pty.kill("SIGCONT");
    await person.sees("here");
    expect(person.terminal.modes.bracketedPasteMode).toBe(true);
  });

  it("gives the terminal back when the hub sends what it does not know", async () => {
    const person = attach();
    terminal.write("here");
    await person.sees("here");
    terminal.babble();
    expect(await person.exitCode).toBe(1);
    await person.sees("The hub sent something that this version of Quorum does not know.");
    expectGivenBack(person);
  });

  it("says that the hub went away, and goes on when it is back", async () => {
    const person = attach();
    terminal.write("the screen before");
    await person.sees("the screen before");
    await hub.crash();
    await person.sees("The hub went away. Trying to reach it again; Ctrl+] leaves.");
    expect(person.screen[0]).toBe("the screen before");
    await hub.restart();
    await person.until(() => !person.screen.some((line) => line.includes("The hub went away")));
    terminal.write("\r\nand after");
    await person.sees("and after");
    person.type("x");
    await terminal.until(() => terminal.input.toString() === "x");
  });

  it("can be left while the hub is away", async () => {
    const person = attach();
    terminal.write("here");
    await person.sees("here");
    await hub.crash();
    await person.sees("The hub went away.");
    person.type("\u001d");
    expect(await person.exitCode).toBe(0);
    expectGivenBack(person);
    await hub.restart();
  });

  it("says how to start an agent that has no terminal", async () => {
    const person = new Person(["attach", "tu_ui", "--project", hub.project], SMALL);
    people.push(person);
    expect(await person.exitCode).toBe(1);
    await person.sees("tu_ui is not running: start it with `quorum launch tu_ui`.");
    expectGivenBack(person);
  });
});
