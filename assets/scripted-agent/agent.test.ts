import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TerminalDriver } from "./terminal-driver.ts";

const CTRL_C = "\x03";
const CTRL_D = "\x04";
const ESCAPE = "\x1b";

describe("the scripted agent", () => {
  let agent: TerminalDriver;

  beforeEach(async () => {
    agent = new TerminalDriver();
    await agent.untilPrompt();
  });
  afterEach(() => agent.close());

  it("says who it is and what it can do in four lines", () => {
    expect(agent.lines.slice(0, 5)).toEqual([
      "qa · scripted agent",
      expect.stringContaining("without an account"),
      expect.stringContaining("say hello"),
      expect.stringContaining("Ctrl+D ends me"),
      "qa ❯",
    ]);
  });

  it("turns bracketed paste on, and off when it ends", async () => {
    expect(agent.raw).toContain("\x1b[?2004h");
    agent.type(CTRL_D);
    expect(await agent.exited).toBe(0);
    expect(agent.raw).toContain("\x1b[?2004l");
  });

  it("prints what it is told to say", async () => {
    agent.type("say héllo 漢字\r");
    await agent.untilLine("héllo 漢字");
  });

  it("edits the line with the usual keys", async () => {
    agent.type("say wrld\x1b[D\x1b[D\x1b[Do");
    await agent.until(() => agent.cursorLine === "qa ❯ say world");
    agent.type("\x17");
    await agent.until(() => agent.cursorLine === "qa ❯ say rld");
    agent.type("\x01\x1b[C\x1b[C\x1b[C over\x05!\r");
    await agent.untilLine("over rld!");
  });

  it("brings back earlier lines", async () => {
    agent.type("say first\rsay second\r");
    await agent.untilLine("second");
    agent.type("\x1b[A\x1b[A");
    await agent.until(() => agent.cursorLine === "qa ❯ say first");
    agent.type("\x1b[B");
    await agent.until(() => agent.cursorLine === "qa ❯ say second");
  });

  it("takes a paste of several lines as one line, and nothing in it steers the terminal", async () => {
    agent.type("\x1b[200~say one\ntwo\x1b]0;stolen\x07\x1b[201~");
    await agent.until(() => agent.cursorLine === "qa ❯ say one↵two]0;stolen");
    agent.type("\r");
    await agent.untilLine("one");
    await agent.untilLine("two]0;stolen");
    expect(agent.title).not.toBe("stolen");
  });

  it("shows the part around the cursor when a line is longer than the terminal, also after a resize", async () => {
    agent.resize(30, 10);
    agent.type(`say ${"abcdefghij".repeat(5)}END`);
    await agent.until(() => agent.cursorLine.endsWith("END") && agent.cursorLine.length < 30);
    agent.resize(90, 10);
    await agent.until(() => agent.cursorLine === `qa ❯ say ${"abcdefghij".repeat(5)}END`);
  });

  it("clears the line on Ctrl+C and stays", async () => {
    agent.type(`say nothing${CTRL_C}`);
    await agent.untilLine("qa ❯ say nothing^C");
    await agent.untilPrompt();
  });

  it.each([
    { answer: "y\r", chosen: "You chose Yes." },
    { answer: "yes\r", chosen: "You chose Yes." },
    { answer: "no\r", chosen: "You chose No." },
    { answer: "\r", chosen: "You chose No." },
    { answer: CTRL_C, chosen: "You did not answer." },
  ])("asks, and reports the answer: $chosen", async ({ answer, chosen }) => {
    agent.type("ask Shall we ship it?\r");
    await agent.until(() => agent.cursorLine.endsWith("(y/N)") && agent.title === "✳ qa · asks");
    expect(agent.lines).toContain("? Shall we ship it?");
    agent.type(answer);
    await agent.untilLine(chosen);
    await agent.untilPrompt();
  });

  it("asks questions one after another, and takes numbers and own words", async () => {
    agent.type(
      "choose [Colour] Which colour? Red (warm), Blue; Which sizes?+ Small, Large; Which name? A, B\r",
    );
    await agent.until(() => agent.cursorLine.endsWith("Which? (1-2)") && agent.title === "✳ qa · asks");
    expect(agent.lines).toContain("  1. Red");
    agent.type("2\r");
    await agent.until(() => agent.cursorLine.endsWith("Which of them? (1-2)"));
    agent.type("1, 2\r");
    await agent.untilLine("? Which name?");
    agent.type("Neither\r");
    await agent.untilLine("Answered: Which colour? Blue");
    await agent.untilLine("Answered: Which sizes? Small, Large");
    await agent.untilLine("Answered: Which name? Neither");
    agent.type(`choose Which colour? Red, Blue\r${CTRL_C}`);
    await agent.untilLine("You did not answer.");
    await agent.untilPrompt();
  });

  it("works with one status line in place and sums up", async () => {
    agent.type("run 0.4\r");
    await agent.untilLine(/Finished in .* s, 6 of 6 steps done\./);
    await agent.untilPrompt();
    expect(agent.raw).toContain("\x1b]0;⠂ qa · busy\x07");
    expect(agent.raw).toContain("Working…");
    expect(agent.lines.join("\n")).not.toContain("Working…");
  });

  it("is interrupted also by a Ctrl+C that was typed together with the line", async () => {
    agent.type(`wait 1000\r${CTRL_C}`);
    await agent.untilLine("Interrupted.");
    await agent.untilPrompt();
  });

  it("comes back to the prompt when its work is interrupted", async () => {
    agent.type("run 600\r");
    await agent.until(() => agent.cursorLine.includes("Working…"));
    agent.type(CTRL_C);
    await agent.untilLine(/Interrupted after/);
    await agent.untilPrompt();
  });

  it("keeps what is typed while it is busy for the next prompt", async () => {
    agent.type("wait 0.2\rsay later\r");
    await agent.untilLine("Waited 0.2 s.");
    await agent.untilLine("later");
  });

  it("floods every line in order", async () => {
    agent.type("flood 3000\r");
    await agent.untilLine("Printed 3000 lines.");
    const numbers = agent.lines
      .filter((line) => line.includes(" flood all work"))
      .map((line) => Number(line.slice(0, 8)));
    expect(numbers).toEqual(Array.from({ length: 3000 }, (_, index) => index + 1));
  });

  it("stops flooding on Ctrl+C", async () => {
    agent.type("flood 100000000\r");
    await agent.until(
      () => agent.cursorLine.includes("flood all work") || agent.terminal.buffer.active.baseY > 100,
    );
    agent.type(CTRL_C);
    await agent.untilLine(/Interrupted after \d+ lines\./);
  });

  it.each([{ key: "q" }, { key: ESCAPE }])(
    "fills the terminal, follows its size, and gives the screen back",
    async ({ key }) => {
      agent.type("screen\r");
      await agent.until(() => agent.lines.join("\n").includes("80 columns, 24 rows"));
      expect(agent.terminal.buffer.active.type).toBe("alternate");
      agent.resize(60, 20);
      await agent.until(() => agent.lines.join("\n").includes("60 columns, 20 rows"));
      agent.type(key);
      await agent.until(() => agent.terminal.buffer.active.type === "normal" && agent.cursorLine === "qa ❯");
    },
  );

  it("exits with the code that it is given", async () => {
    agent.type("exit 7\r");
    expect(await agent.exited).toBe(7);
  });

  it.each([
    { line: "exit 300" },
    { line: "run soon" },
    { line: "flood 0" },
    { line: "ask" },
    { line: "choose Which colour?" },
    { line: "choose Which colour? Red, ,Blue" },
    { line: "constructor" },
  ])("refuses $line and goes on", async ({ line }) => {
    agent.type(`${line}\rsay still here\r`);
    await agent.untilLine("still here");
  });
});
