import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { says } from "../messages-api/turn.ts";
import { describeClaudeCode, openRig } from "./rig.test-support.ts";

describeClaudeCode("a session of Claude Code", () => {
  it("goes on where it was with --continue, and tells that it is resumed", async () => {
    const rig = await openRig();
    const settings = rig.desk.settings(["SessionStart", "Stop"]);
    const first = rig.start({ settings });
    rig.api.model().say(says("The answer is 42."));
    await first.submit("What is it?");
    const { input } = await rig.desk.until("Stop");
    await first.untilStatus("idle");
    await first.leave();
    const second = rig.start({ settings, values: ["--continue"] });
    expect((await rig.desk.until("SessionStart", 2)).input).toMatchObject({
      source: "resume",
      session_id: input.session_id,
      transcript_path: input.transcript_path,
    });
    await second.untilVisible("The answer is 42.");
    await second.submit("Again.");
    const { body } = await rig.api.model().untilTurn(2);
    expect(JSON.stringify(body.messages)).toContain("The answer is 42.");
  });

  it("goes on also after it was killed in the middle of a turn", async () => {
    const rig = await openRig();
    const first = rig.start({ settings: rig.desk.settings(["Stop"]) });
    rig.api.model().say(says("The answer is 42."));
    await first.submit("What is it?");
    const { input } = await rig.desk.until("Stop");
    await first.untilStatus("idle");
    // It is written a moment later: who is killed before that goes on without it.
    await expect
      .poll(() => readFile(String(input["transcript_path"]), "utf8"), { timeout: 10_000 })
      .toContain("The answer is 42.");
    await first.submit("Are you sure?");
    await rig.api.model().untilTurn(2);
    first.kill();
    await first.exit;
    const second = rig.start({ values: ["--continue"] });
    await second.untilVisible("The answer is 42.");
    await second.untilStatus("idle");
  });

  it("cannot go on where there was none: it says so and ends", async () => {
    const rig = await openRig();
    const claude = rig.start({ values: ["--continue"] });
    expect((await claude.exit).exitCode).toBe(1);
    expect(claude.raw).toContain("No conversation found to continue");
  });

  it("can be given its id", async () => {
    const rig = await openRig();
    const id = "7c1c3b8e-4b0e-4d0e-9a39-0d6c5d9a2f11";
    const claude = rig.start({ values: ["--session-id", id] });
    expect((await claude.untilStatus("idle")).sessionId).toBe(id);
  });

  it("asks whether the folder is to be trusted, with No as the answer to Enter", async () => {
    const rig = await openRig({ isTrusted: false });
    const claude = rig.start({ settings: rig.desk.settings(["SessionStart"]) });
    await claude.untilVisible("❯ No, exit");
    expect(claude.isVisible("Yes, I trust this folder")).toBe(true);
    // Nothing else says that it is there: no hook, no file, no title.
    expect(await claude.sessionFile()).toBeUndefined();
    expect(claude.titles).toEqual([]);
    expect(rig.desk.calls).toEqual([]);
    await claude.answerDialog("❯ No, exit", "\r");
    expect((await claude.exit).exitCode).toBe(1);
    expect(claude.raw).toContain("this folder isn't trusted");
  });

  it("begins in a folder that the person trusts", async () => {
    const rig = await openRig({ isTrusted: false });
    const claude = rig.start({ settings: rig.desk.settings(["SessionStart"]) });
    await claude.answerDialog("❯ No, exit", "\x1b[B");
    await claude.answerDialog("❯ Yes, I trust this folder", "\r");
    await rig.desk.until("SessionStart");
    await claude.untilStatus("idle");
  });

  it("without a key is idle like any other, and says at its foot that it is not logged in", async () => {
    const rig = await openRig({ hasKey: false });
    const claude = rig.start({ settings: rig.desk.settings(["SessionStart", "StopFailure"]) });
    await claude.untilVisible("Not logged in · run /login");
    await claude.untilStatus("idle");
    await claude.submit("Go.");
    expect((await rig.desk.until("StopFailure")).input).toMatchObject({ error: "authentication_failed" });
    expect(rig.api.model().requests).toEqual([]);
  });

  it("begins in auto mode unless it is told otherwise", async () => {
    const rig = await openRig();
    const claude = rig.start({ permissionMode: "auto" });
    await claude.untilVisible("auto mode on");
  });
});
