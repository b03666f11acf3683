import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { says } from "../messages-api/turn.ts";
import { writeJson } from "./place.ts";
import { describeClaudeCode, openRig } from "./rig.test-support.ts";

describeClaudeCode("the settings given by --settings", () => {
  it("are read once: what becomes of the file later is of no account", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit"]) });
    await claude.untilStatus("idle");
    await rm(join(rig.place.root, "overlay.json"));
    await claude.submit("Go.");
    await rig.desk.until("UserPromptSubmit");
  });

  it("leave the person's own settings as they are, which count also when they change meanwhile", async () => {
    const rig = await openRig();
    const claude = rig.start({ settings: rig.desk.settings(["ConfigChange", "UserPromptSubmit"]) });
    await claude.untilPrompt();
    const own = { hooks: [{ type: "command", command: rig.desk.command("person") }] };
    await writeJson(join(rig.place.config, "settings.json"), { hooks: { UserPromptSubmit: [own] } });
    expect((await rig.desk.until("ConfigChange")).input).toMatchObject({
      source: "user_settings",
      file_path: join(rig.place.config, "settings.json"),
    });
    await claude.submit("Go.");
    await rig.api.model().untilTurn(1);
    expect(
      rig.desk
        .of("UserPromptSubmit")
        .map(({ label }) => label)
        .toSorted(),
    ).toEqual(["desk", "person"]);
  });

  it("survive settings of the person that cannot be read", async () => {
    const rig = await openRig();
    await writeFile(join(rig.place.config, "settings.json"), "{ not json");
    const claude = rig.start({ settings: rig.desk.settings(["SessionStart", "UserPromptSubmit"]) });
    await claude.answerDialog("Settings Error", "\r");
    await claude.submit("Go.");
    await rig.desk.until("UserPromptSubmit");
  });

  it("have no hooks where the person turned all hooks off, and nothing says so", async () => {
    const rig = await openRig({ settings: { disableAllHooks: true } });
    const claude = rig.start({ settings: rig.desk.settings(["SessionStart", "UserPromptSubmit", "Stop"]) });
    rig.api.model().say(says("Done."));
    await claude.submit("Go.");
    await claude.untilVisible("● Done.");
    await claude.untilStatus("idle");
    expect(rig.desk.calls).toEqual([]);
  });

  it("have their hooks again where they say so themselves", async () => {
    const rig = await openRig({ settings: { disableAllHooks: true } });
    const settings = rig.desk.settings(["UserPromptSubmit"]);
    const claude = rig.start({ settings: { ...settings, disableAllHooks: false } });
    await claude.submit("Go.");
    await rig.desk.until("UserPromptSubmit");
  });
});
