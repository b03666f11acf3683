import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lastText } from "../messages-api/model-request.ts";
import { calls, fails, runs, says, text, tool, turn, waitsFor } from "../messages-api/turn.ts";
import { readSessionFile } from "./place.ts";
import { describeClaudeCode, openRig } from "./rig.test-support.ts";

const ESCAPE = "\x1b";
const IDLE_TITLE = /^✳ /;
const BUSY_TITLE = /^[◐◑◒◓⠂⠐] /;

describeClaudeCode("the state of Claude Code", () => {
  it("is idle, busy and idle again, in its file and in its title", async () => {
    const rig = await openRig();
    const claude = rig.start();
    const file = await claude.untilStatus("idle");
    expect(file).toMatchObject({
      pid: claude.pid,
      cwd: rig.place.project,
      version: claude.version,
      statusUpdatedAt: expect.any(Number),
    });
    await claude.until(() => IDLE_TITLE.test(claude.title));
    await claude.submit("Go.");
    await claude.untilStatus("busy");
    await claude.until(() => BUSY_TITLE.test(claude.title));
    rig.api.model().say(says("Done."));
    await claude.untilStatus("idle");
    await claude.until(() => IDLE_TITLE.test(claude.title));
  });

  it("is not idle yet when the Stop hook runs", async () => {
    const rig = await openRig();
    rig.desk.hold("Stop");
    const claude = rig.start({ settings: rig.desk.settings(["Stop"]) });
    rig.api.model().say(says("Done."));
    await claude.submit("Go.");
    const stop = await rig.desk.until("Stop");
    expect((await claude.sessionFile())?.status).toBe("busy");
    stop.answer();
    await claude.untilStatus("idle");
  });

  it("is idle after Esc in the middle of an answer, with an empty prompt and no Stop", async () => {
    const rig = await openRig();
    const { promise } = Promise.withResolvers<void>();
    rig.api.model().say(turn([text("Some words."), waitsFor(promise)]));
    const claude = rig.start({ settings: rig.desk.settings(["Stop"]) });
    await claude.submit("Go.");
    await claude.untilVisible("Some words.");
    claude.type(ESCAPE);
    await claude.untilStatus("idle");
    await claude.untilVisible("Interrupted");
    await claude.untilPrompt();
    expect(rig.desk.of("Stop")).toEqual([]);
  });

  it("is idle after Esc while a tool runs: the tool's hook never ends it", async () => {
    const rig = await openRig();
    const settings = rig.desk.settings(["PreToolUse", "PostToolUse", "PostToolUseFailure", "Stop"]);
    const claude = rig.start({ settings: { ...settings, permissions: { allow: ["Bash"] } } });
    rig.api.model().say(runs("read -t 60 line < <(tail -f /dev/null)"));
    await claude.submit("Go.");
    await rig.desk.until("PreToolUse");
    await claude.until(() => claude.visibleLines.some((line) => line.includes("Running")));
    claude.type(ESCAPE);
    await claude.untilStatus("idle");
    expect(rig.desk.of("PostToolUse")).toEqual([]);
    expect(rig.desk.of("Stop")).toEqual([]);
  });

  it("is idle after an error of the API", async () => {
    const rig = await openRig();
    const claude = rig.start();
    rig.api.model().say(fails("Down."));
    await claude.submit("Go.");
    await claude.untilVisible("API Error: 500 Down.");
    await claude.untilStatus("idle");
  });

  it("is idle, or a shell's, while a background command runs, and busy by itself when that ends", async () => {
    const rig = await openRig();
    const settings = rig.desk.settings(["UserPromptSubmit", "Stop"]);
    const claude = rig.start({ settings: { ...settings, permissions: { allow: ["Bash"] } } });
    const input = { command: "sleep 2; echo over", description: "Wait", run_in_background: true };
    rig.api.model().say(calls("Bash", input), says("It runs."), says("It is over."));
    await claude.submit("Go.");
    const stop = await rig.desk.until("Stop");
    expect(stop.input["background_tasks"]).toMatchObject([{ type: "shell", status: "running" }]);
    await claude.untilStatus("shell");
    await claude.untilPrompt();
    // Nobody typed this: what submits a prompt is not always a person or a notice.
    const told = await rig.desk.until("UserPromptSubmit", 2);
    expect(String(told.input["prompt"])).toMatch(/^<task-notification>/);
    await rig.desk.until("Stop", 2);
    await claude.untilStatus("idle");
  });

  it("stays what it is while a sub-agent works, whose events carry its id", async () => {
    const rig = await openRig();
    const model = rig.api.model();
    const settings = rig.desk.settings(["SubagentStart", "SubagentStop", "PreToolUse", "Stop"]);
    const claude = rig.start({ settings: { ...settings, permissions: { allow: ["Bash"] } } });
    model.otherwise = (request) => {
      if (lastText(request).includes("Look around.")) return runs("echo looked");
      return says(lastText(request).includes("task-notification") ? "All done." : "Go on.");
    };
    model.say(
      calls("Agent", { description: "Look", prompt: "Look around.", subagent_type: "general-purpose" }),
    );
    await claude.submit("Delegate.");
    const end = await rig.desk.until("SubagentStop");
    expect(end.input).toMatchObject({
      agent_id: expect.any(String),
      agent_type: "general-purpose",
      agent_transcript_path: expect.stringContaining("subagents"),
    });
    const ofSubagent = rig.desk.of("PreToolUse").find(({ input }) => input["tool_name"] === "Bash");
    expect(ofSubagent?.input["agent_id"]).toBe(end.input["agent_id"]);
    await claude.untilVisible("All done.");
    await claude.untilStatus("idle");
    expect(rig.desk.of("Stop").every(({ input }) => input["agent_id"] === undefined)).toBe(true);
  });

  it("is idle after a compaction, which starts the session anew and ends no turn", async () => {
    const rig = await openRig();
    const model = rig.api.model();
    const settings = rig.desk.settings(["SessionStart", "PreCompact", "PostCompact", "Stop"]);
    const claude = rig.start({ settings });
    model.say(says("One."));
    await claude.submit("Go.");
    await rig.desk.until("Stop");
    await claude.untilStatus("idle");
    model.say(says("<summary>It went.</summary>"));
    await claude.submit("/compact");
    await rig.desk.until("PostCompact");
    expect(rig.desk.of("PreCompact")[0]?.input).toMatchObject({ trigger: "manual" });
    expect(rig.desk.of("SessionStart").map(({ input }) => input["source"])).toEqual(["startup", "compact"]);
    await claude.untilStatus("idle");
    expect(rig.desk.of("Stop")).toHaveLength(1);
  });

  it("is gone with its file when it is left, and stays in its file when it is killed", async () => {
    const rig = await openRig();
    const left = rig.start();
    await left.untilStatus("idle");
    await left.leave();
    expect(await readSessionFile(rig.place, left.pid)).toBeUndefined();
    const killed = rig.start();
    await killed.submit("Go.");
    await killed.untilStatus("busy");
    killed.kill();
    await killed.exit;
    expect((await readSessionFile(rig.place, killed.pid))?.status).toBe("busy");
  });

  it("has a file for no other process, whatever else it starts", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: { permissions: { allow: ["Bash"] } } });
    rig.api.model().say(turn([tool("Bash", { command: "echo", description: "x" })]), says("Done."));
    await claude.submit("Go.");
    await claude.untilVisible("● Done.");
    await claude.untilStatus("idle");
    const names = await readdir(join(rig.place.config, "sessions"));
    expect(names.filter((name) => name.endsWith(".json"))).toEqual([`${claude.pid}.json`]);
  });
});
