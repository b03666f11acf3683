import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { toolResults } from "../messages-api/model-request.ts";
import { calls, runs, says } from "../messages-api/turn.ts";
import type { ClaudeCode } from "./claude-code.ts";
import type { HookAnswer } from "./hook-desk.ts";
import { describeClaudeCode, openRig, type Rig } from "./rig.test-support.ts";

const DIALOG = "Do you want to proceed?";
const EVENTS = ["PermissionRequest", "PostToolUse", "Notification", "Stop"];
const QUESTIONS = [
  {
    question: "Which colour?",
    header: "Colour",
    multiSelect: false,
    options: [
      { label: "Red", description: "warm" },
      { label: "Blue", description: "cold" },
    ],
  },
];
const SIZES = [
  { label: "Small", description: "for one" },
  { label: "Large", description: "for all" },
];

function decision(value: object): HookAnswer {
  return { output: { hookSpecificOutput: { hookEventName: "PermissionRequest", decision: value } } };
}

async function openWithHook(): Promise<Rig & { readonly claude: ClaudeCode }> {
  const rig = await openRig();
  rig.desk.hold("PermissionRequest");
  const claude = rig.start({ settings: rig.desk.settings(EVENTS, { timeout: 3600 }) });
  return { ...rig, claude };
}

describeClaudeCode("a permission", () => {
  it("is a dialog that Enter approves, whatever was typed before", async () => {
    const rig = await openRig();
    const claude = rig.start();
    rig.api.model().say(runs("touch made"), says("Done."));
    await claude.submit("Go.");
    const file = await claude.untilStatus("waiting");
    expect(file.waitingFor).toBe("permission prompt");
    await claude.untilVisible(DIALOG);
    claude.paste("please do not");
    await claude.answerDialog(DIALOG, "\r");
    await rig.api.model().untilTurn(2);
    expect(existsSync(join(rig.place.project, "made"))).toBe(true);
  });

  it("can be given by a hook that waits while the dialog shows", async () => {
    const { api, desk, claude, place } = await openWithHook();
    api.model().say(runs("touch made"), says("Done."));
    await claude.submit("Go.");
    const call = await desk.until("PermissionRequest");
    expect(call.input).toMatchObject({
      tool_name: "Bash",
      tool_input: { command: "touch made" },
      permission_suggestions: expect.any(Array),
    });
    await claude.untilVisible(DIALOG);
    await claude.untilStatus("waiting");
    call.answer(decision({ behavior: "allow" }));
    await desk.until("Stop");
    expect(existsSync(join(place.project, "made"))).toBe(true);
    expect(claude.isVisible("Allowed by PermissionRequest hook")).toBe(true);
  });

  it("shows no dialog when the hook answers at once", async () => {
    const { api, desk, claude } = await openWithHook();
    desk.answerNext("PermissionRequest", decision({ behavior: "allow" }));
    api.model().say(runs("touch made"), says("Done."));
    await claude.submit("Go.");
    await desk.until("Stop");
    expect(claude.raw).not.toContain(DIALOG);
  });

  it("can be denied by a hook, with words for the model, and the turn goes on", async () => {
    const { api, desk, claude, place } = await openWithHook();
    api.model().say(runs("touch made"), says("I see."));
    await claude.submit("Go.");
    (await desk.until("PermissionRequest")).answer(
      decision({ behavior: "deny", message: "Ask the lead first." }),
    );
    const request = await api.model().untilTurn(2);
    expect(toolResults(request)).toEqual(["Ask the lead first."]);
    await desk.until("Stop");
    expect(existsSync(join(place.project, "made"))).toBe(false);
    expect(desk.of("PostToolUse")).toEqual([]);
  });

  it("denied by a hook that interrupts ends the turn without a Stop", async () => {
    const { api, desk, claude } = await openWithHook();
    api.model().say(runs("touch made"));
    await claude.submit("Go.");
    const call = await desk.until("PermissionRequest");
    call.answer(decision({ behavior: "deny", message: "Stop it.", interrupt: true }));
    await claude.untilStatus("idle");
    expect(api.model().turns).toHaveLength(1);
    expect(desk.of("Stop")).toEqual([]);
  });

  it("given in the terminal leaves the waiting hook alone, and what it says later is ignored", async () => {
    const { api, desk, claude, place } = await openWithHook();
    api.model().say(runs("touch made"));
    await claude.submit("Go.");
    const call = await desk.until("PermissionRequest");
    await claude.answerDialog(DIALOG, "\r");
    // Only the events that follow say that the dialog is gone.
    await desk.until("PostToolUse");
    await api.model().untilTurn(2);
    call.answer(decision({ behavior: "deny", message: "Too late." }));
    expect(await call.ended).toBe("answered");
    api.model().say(says("Done."));
    await desk.until("Stop");
    expect(existsSync(join(place.project, "made"))).toBe(true);
  });

  it.for([
    ["No", "4"],
    ["Esc", "\x1b"],
  ])("refused in the terminal by %s ends the turn, and the hook by SIGTERM", async ([, key]) => {
    const { api, desk, claude } = await openWithHook();
    api.model().say(runs("touch made"));
    await claude.submit("Go.");
    const call = await desk.until("PermissionRequest");
    await claude.answerDialog(DIALOG, key ?? "");
    expect(await call.ended).toBe(process.platform === "win32" ? "closed" : "SIGTERM");
    await claude.untilStatus("idle");
    expect(claude.isVisible("Interrupted")).toBe(true);
    expect(desk.of("Stop")).toEqual([]);
  });

  it("is told by a Notification when nobody answers for six seconds", async () => {
    const { api, desk, claude } = await openWithHook();
    api.model().say(runs("touch made"));
    await claude.submit("Go.");
    await claude.untilVisible(DIALOG);
    const opened = performance.now();
    const call = await desk.until("Notification");
    expect(call.input).toMatchObject({ notification_type: "permission_prompt" });
    expect(call.at - opened).toBeGreaterThan(4000);
  });
});

describeClaudeCode("a question of the model", () => {
  it("waits for input, and its choices are in the hook of a permission", async () => {
    const { api, desk, claude } = await openWithHook();
    api.model().say(calls("AskUserQuestion", { questions: QUESTIONS }));
    await claude.submit("Ask me.");
    const file = await claude.untilStatus("waiting");
    expect(file.waitingFor).toBe("input needed");
    expect((await desk.until("PermissionRequest")).input).toMatchObject({
      tool_name: "AskUserQuestion",
      tool_input: { questions: QUESTIONS },
    });
    await claude.untilVisible("1. Red");
  });

  it("can be answered by the hook", async () => {
    const { api, desk, claude } = await openWithHook();
    api.model().say(calls("AskUserQuestion", { questions: QUESTIONS }), says("Blue, then."));
    await claude.submit("Ask me.");
    const call = await desk.until("PermissionRequest");
    const answered = { questions: QUESTIONS, answers: { "Which colour?": "Blue" } };
    call.answer(decision({ behavior: "allow", updatedInput: answered }));
    const request = await api.model().untilTurn(2);
    expect(toolResults(request).join("\n")).toContain('"Which colour?"="Blue"');
  });

  it("can be answered by the hook with several labels, or with words that are none", async () => {
    const { api, desk, claude } = await openWithHook();
    const sizes = { question: "Which sizes?", header: "Sizes", multiSelect: true, options: SIZES };
    const questions = [...QUESTIONS, sizes];
    api.model().say(calls("AskUserQuestion", { questions }), says("I see."));
    await claude.submit("Ask me.");
    const call = await desk.until("PermissionRequest");
    const answers = { "Which colour?": "None of them", "Which sizes?": "Small, Large" };
    call.answer(decision({ behavior: "allow", updatedInput: { questions, answers } }));
    const results = toolResults(await api.model().untilTurn(2)).join("\n");
    expect(results).toContain('"Which colour?"="None of them"');
    expect(results).toContain('"Which sizes?"="Small, Large"');
  });

  it.for([
    ["words", { message: "Decide yourself." }, "Decide yourself."],
    ["no words", {}, "Permission denied by hook"],
  ] as const)(
    "can be declined by the hook with %s, as the model learns, and the turn goes on",
    async ([, words, told]) => {
      const { api, desk, claude } = await openWithHook();
      api.model().say(calls("AskUserQuestion", { questions: QUESTIONS }), says("I decide."));
      await claude.submit("Ask me.");
      (await desk.until("PermissionRequest")).answer(decision({ behavior: "deny", ...words }));
      expect(toolResults(await api.model().untilTurn(2))).toEqual([told]);
      await desk.until("Stop");
      expect(desk.of("PostToolUse")).toEqual([]);
    },
  );

  it("left with Esc ends the turn, and the hook by SIGTERM", async () => {
    const { api, desk, claude } = await openWithHook();
    api.model().say(calls("AskUserQuestion", { questions: QUESTIONS }));
    await claude.submit("Ask me.");
    const call = await desk.until("PermissionRequest");
    await claude.answerDialog("1. Red", "\x1b");
    expect(await call.ended).toBe(process.platform === "win32" ? "closed" : "SIGTERM");
    await claude.untilStatus("idle");
    expect(desk.of("Stop")).toEqual([]);
  });

  it("shows what an option would look like, which the hook has too", async () => {
    const { api, desk, claude } = await openWithHook();
    const [question] = QUESTIONS;
    const options = (question?.options ?? []).map((option) => ({ ...option, preview: `As ${option.label}` }));
    const questions = [{ ...question, options }];
    api.model().say(calls("AskUserQuestion", { questions }));
    await claude.submit("Ask me.");
    expect((await desk.until("PermissionRequest")).input).toMatchObject({ tool_input: { questions } });
    await claude.untilVisible("As Red");
  });

  it.for(["acceptEdits", "plan"])("is asked by the hook also in the mode %s", async (mode) => {
    const { api, desk, start } = await openRig();
    desk.hold("PermissionRequest");
    const claude = start({ permissionMode: mode, settings: desk.settings(EVENTS, { timeout: 3600 }) });
    api.model().say(calls("AskUserQuestion", { questions: QUESTIONS }), says("I see."));
    await claude.submit("Ask me.");
    const call = await desk.until("PermissionRequest");
    expect(call.input).toMatchObject({ tool_name: "AskUserQuestion", permission_mode: mode });
    const answers = { "Which colour?": "Blue" };
    call.answer(decision({ behavior: "allow", updatedInput: { questions: QUESTIONS, answers } }));
    expect(toolResults(await api.model().untilTurn(2)).join("\n")).toContain('"Which colour?"="Blue"');
  });
});
