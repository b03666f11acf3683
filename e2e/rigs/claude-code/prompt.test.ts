import { expect, it } from "vitest";
import { lastText, toolResults } from "../messages-api/model-request.ts";
import { fails, says, text, tool, turn, waitsFor } from "../messages-api/turn.ts";
import type { ClaudeCode } from "./claude-code.ts";
import { promptLine, type PromptLine } from "./prompt-line.ts";
import { describeClaudeCode, openRig } from "./rig.test-support.ts";

const CTRL_A = "\x01";
const CTRL_C = "\x03";
const CTRL_E = "\x05";
const CTRL_R = "\x12";
const CTRL_U = "\x15";
const BACKSPACE = "\x7f";
const LEFT = "\x1b[D";
const ESCAPE = "\x1b";

const lineOf = (claude: ClaudeCode): PromptLine => promptLine(claude.screen.buffer.active);
const untilKind = (claude: ClaudeCode, kind: PromptLine["kind"]): Promise<void> =>
  claude.until(() => lineOf(claude).kind === kind);

describeClaudeCode("the prompt", () => {
  it("takes a paste and Enter as exactly that text", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    const prompt = "[qms] CR-001-TU-001 is yours, “quoted” & <b>bold</b>. Run qms inbox.";
    await claude.submit(prompt);
    expect((await rig.desk.until("UserPromptSubmit")).input["prompt"]).toBe(prompt);
    expect(lastText(await rig.api.model().untilTurn(1))).toContain(prompt);
  });

  it("takes a paste and Enter also when they come in one piece", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    await claude.untilPrompt();
    claude.type("\x1b[200~A notice.\x1b[201~\r");
    expect((await rig.desk.until("UserPromptSubmit")).input["prompt"]).toBe("A notice.");
  });

  it.for([
    ["800 characters", "x".repeat(800)],
    ["three lines", "one\ntwo\nthree"],
  ])("takes %s as they are", async ([, prompt = ""]) => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    await claude.submit(prompt);
    expect((await rig.desk.until("UserPromptSubmit")).input["prompt"]).toBe(prompt);
  });

  it.for([
    ["801 characters", "x".repeat(801), "❯ [Pasted text #1]"],
    ["four lines", "1\n2\n3\n4", "❯ [Pasted text #1 +3 lines]"],
  ])("takes %s for a document, and puts tags around them", async ([, prompt = "", mark = ""]) => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    await claude.untilPrompt();
    claude.paste(prompt);
    await claude.untilVisible(mark);
    claude.type("\r");
    const told = String((await rig.desk.until("UserPromptSubmit")).input["prompt"]);
    expect(told.trim()).toMatch(/^<pasted_content id="\w+">\n/);
    expect(told).toContain(prompt);
  });

  it.for([true, false])("is empty or written, also in full screen: %s", async (isFullScreen) => {
    const rig = await openRig();
    const claude = rig.start({ isFullScreen });
    await claude.untilPrompt();
    for (const keys of ["a", "two words", "[not a hint]", "   "]) {
      claude.type(keys);
      await untilKind(claude, "written");
      claude.type(CTRL_U);
      await untilKind(claude, "empty");
    }
    // The cursor at the beginning of what is written.
    for (const keys of ["a", "two words"]) {
      claude.type(keys);
      await claude.until(() => claude.cursorLine.endsWith(keys));
      claude.type(CTRL_A);
      await claude.until(() => claude.screen.buffer.active.cursorX === 2);
      expect(lineOf(claude).kind).toBe("written");
      claude.type(CTRL_E + CTRL_U);
      await untilKind(claude, "empty");
    }
    claude.paste("two\nlines");
    await untilKind(claude, "written");
    claude.type(CTRL_C);
    await untilKind(claude, "empty");
    // A command for the shell, and the search for an earlier prompt.
    claude.type("!");
    await untilKind(claude, "absent");
    claude.type(BACKSPACE);
    await untilKind(claude, "empty");
    claude.type(CTRL_R);
    await claude.until(() => lineOf(claude).kind !== "empty");
    claude.type(ESCAPE);
    await untilKind(claude, "empty");
    // By itself, an arrow key would take the session elsewhere.
    claude.type(LEFT);
    claude.type("/");
    await untilKind(claude, "written");
  });

  it("is empty also when a hint stands in it", async () => {
    const rig = await openRig();
    const claude = rig.start();
    rig.api.model().say(fails("Who are you?", 401, "authentication_error"));
    await claude.submit("Go.");
    await claude.until(() => {
      const line = lineOf(claude);
      return line.kind === "empty" && line.hint === "Once fixed, resend your message";
    });
    claude.type("a");
    await untilKind(claude, "written");
  });

  it("is empty also in other themes", async () => {
    for (const theme of ["light", "dark-ansi"]) {
      const rig = await openRig({ settings: { theme } });
      const claude = rig.start({ settings: { theme } });
      rig.api.model().say(fails("Who are you?", 401, "authentication_error"));
      await claude.submit("Go.");
      await claude.untilVisible("Once fixed, resend your message");
      await untilKind(claude, "empty");
    }
  });

  it("adds what is pasted to a line that is half written", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    await claude.untilPrompt();
    claude.type("half a ");
    await untilKind(claude, "written");
    claude.paste("notice");
    await claude.untilVisible("❯ half a notice");
    claude.type("\r");
    expect((await rig.desk.until("UserPromptSubmit")).input["prompt"]).toBe("half a notice");
  });

  it("while it works queues what is entered: the hook fires at once, the model gets it later", async () => {
    const rig = await openRig();
    const model = rig.api.model();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit", "Stop"]) });
    await claude.submit("First.");
    await model.untilTurn(1);
    await claude.untilStatus("busy");
    await claude.submit("Second.");
    await rig.desk.until("UserPromptSubmit", 2);
    await claude.untilVisible("Queued");
    expect(model.turns).toHaveLength(1);
    model.say(says("One."));
    expect(lastText(await model.untilTurn(2))).toContain("Second.");
    expect(rig.desk.of("Stop")).toHaveLength(1);
  });

  it("while a tool runs queues what is entered for the model's next turn", async () => {
    const rig = await openRig();
    const model = rig.api.model();
    const { promise, resolve } = Promise.withResolvers<void>();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit", "Stop"]) });
    model.say(
      turn([text("Wait."), waitsFor(promise), tool("Bash", { command: "echo tool", description: "A step" })]),
    );
    await claude.submit("First.");
    await claude.untilVisible("Wait.");
    await claude.submit("Second.");
    await rig.desk.until("UserPromptSubmit", 2);
    resolve();
    const next = await model.untilTurn(2);
    expect(toolResults(next).join()).toContain("tool");
    expect(JSON.stringify(next.body.messages)).toContain("Second.");
  });

  it("gets its text back when Esc comes before the model has said a word", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    await claude.submit("A notice.");
    await rig.api.model().untilTurn(1);
    claude.type(ESCAPE);
    await claude.untilVisible("❯ A notice.");
    await untilKind(claude, "written");
    await claude.untilStatus("idle");
    // The conversation has forgotten it, although the hook has told it.
    claude.type(CTRL_C);
    await claude.submit("Another.");
    expect(JSON.stringify((await rig.api.model().untilTurn(2)).body.messages)).not.toContain("A notice.");
    expect(rig.desk.of("UserPromptSubmit")).toHaveLength(2);
  });
});
