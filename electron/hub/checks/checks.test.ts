import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJsonLog } from "../log/json-log.ts";
import { SOURCE_ASSETS } from "../testing/source-assets.test-support.ts";
import { checkClaudeCode, checkDocker, checkGit, listed } from "./check-programs.ts";
import { checkIgnoreRules, checkQms, checkRights } from "./check-project.ts";
import { lookAtSetUp } from "./look-at-set-up.ts";
import { machineHere, type Machine } from "./machine.ts";
import { SetUp } from "./set-up.ts";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "quorum-checks-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function machine(extra: Partial<Machine> = {}): Machine {
  return {
    platform: "linux",
    home: "/home/me",
    environment: {},
    find: () => undefined,
    versionOf: () => Promise.resolve("2.1.0"),
    isFile: () => false,
    ...extra,
  };
}

describe("Claude Code", () => {
  const need = { project: "/p", agents: ["qa", "claude"] };

  it("that is not there is a problem where an agent runs it, and else none", async () => {
    expect(await checkClaudeCode(machine(), need)).toMatchObject({
      state: "problem",
      sentence: expect.stringContaining("qa and claude cannot be started"),
      mend: { kind: "page" },
    });
    expect(await checkClaudeCode(machine(), { project: "/p", agents: [] })).toMatchObject({ state: "note" });
  });

  it("is said with its version, its place, and whether a login is kept, which is not read", async () => {
    const find = (): string => "/usr/bin/claude";
    const kept = machine({ find, isFile: (file) => file.endsWith(".credentials.json") });
    expect(await checkClaudeCode(kept, need)).toMatchObject({
      state: "ok",
      sentence: "Claude Code 2.1.0 is at /usr/bin/claude. Somebody is logged in.",
    });
    const byKey = machine({ find, environment: { ANTHROPIC_API_KEY: "sk-secret" } });
    const said = await checkClaudeCode(byKey, need);
    expect(said).toMatchObject({ state: "ok" });
    expect(JSON.stringify(said)).not.toContain("secret");
    expect(await checkClaudeCode(machine({ find }), need)).toMatchObject({
      state: "problem",
      mend: { command: "claude" },
    });
    expect(await checkClaudeCode(machine({ find, platform: "darwin" }), need)).toMatchObject({ state: "ok" });
  });

  it.skipIf(process.platform === "win32")("in the project is not run", () => {
    const own = join(folder, "bin");
    mkdirSync(own);
    writeFileSync(join(own, "claude"), "#!/bin/sh\n", { mode: 0o755 });
    const here = machineHere({ PATH: own });
    expect(here.find("claude", folder)).toBeUndefined();
    expect(here.find("claude", undefined)).toBe(join(own, "claude"));
  });
});

describe("the machine", () => {
  it("needs Docker only for agents in containers", () => {
    const missing = { kind: "missing", sentence: "Docker was not found." } as const;
    expect(checkDocker(missing, { project: "/p", agents: [] }).state).toBe("note");
    expect(checkDocker(missing, { project: "/p", agents: ["qa"] }).state).toBe("problem");
    expect(checkDocker({ kind: "ok", version: "27" }, { project: "/p", agents: [] }).state).toBe("ok");
  });

  it("needs git, and the project a repository", async () => {
    const find = (): string => "/usr/bin/git";
    expect(await checkGit(machine(), { project: "/p", isInRepository: true })).toMatchObject({
      state: "problem",
    });
    expect(await checkGit(machine({ find }), { project: "/my p", isInRepository: false })).toMatchObject({
      state: "note",
      mend: { command: 'git init "/my p"' },
    });
    expect(await checkGit(machine({ find }), { project: "/p", isInRepository: true })).toMatchObject({
      state: "ok",
    });
  });

  it("tells a version once for each file, however often it is asked", async () => {
    const here = machineHere();
    const [one, two] = [here.versionOf(process.execPath), here.versionOf(process.execPath)];
    expect(one).toBe(two);
    expect(await one).toBe(process.versions.node);
  });
});

describe("a project", () => {
  const setUp = (): SetUp =>
    new SetUp({ assets: SOURCE_ASSETS, log: createJsonLog(() => undefined, Date.now) });

  it("without a QMS can get one: what is written is said first, and then it is in order", async () => {
    const path = join(folder, "new");
    const plan = await setUp().plan(path);
    expect(plan.path).toBe(path);
    expect(plan.writes.map((write) => write.path)).toContain("QMS/");
    expect(existsSync(path)).toBe(false);
    expect(await setUp().initialize(path)).toBe(path);
    for (const { path: written } of plan.writes)
      for (const one of written.split(", "))
        if (one !== ".quorum/") expect([one, existsSync(join(path, one))]).toEqual([one, true]);
    expect(await checkQms(path, ["qa", "claude"])).toMatchObject({
      state: "ok",
      sentence: "The QMS is in order. Its users are claude, lead and qa.",
    });
    await expect(setUp().plan(path)).rejects.toThrow("already. Open it as a project");
  });

  it("says why no project can be made of what is a file", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(setUp().plan(join(folder, "file"))).rejects.toThrow("is a file");
    await expect(setUp().plan(join(folder, "file", "below"))).rejects.toThrow("is a file");
  });

  it("that lost its QMS is not made anew over what is left", async () => {
    expect(await checkQms(folder, [])).toMatchObject({ state: "problem", mend: { kind: "initialize" } });
    mkdirSync(join(folder, ".claude", "users"), { recursive: true });
    const lost = await checkQms(folder, []);
    expect(lost).toMatchObject({ state: "problem", sentence: expect.stringContaining(".claude/users/") });
    expect(lost.mend).toBeUndefined();
  });

  it("has its users and the version of its configuration checked", async () => {
    mkdirSync(join(folder, "QMS"));
    mkdirSync(join(folder, ".claude", "agents"), { recursive: true });
    expect(await checkQms(folder, ["tu_ui"])).toMatchObject({
      state: "note",
      mend: { command: "qms --user lead user --add tu_ui --group reviewer" },
    });
    writeFileSync(join(folder, ".claude", "agents", "tu_ui.md"), "---\nname: tu_ui\n---\n");
    expect(await checkQms(folder, [])).toMatchObject({
      state: "problem",
      sentence: expect.stringContaining("tu_ui has no group"),
    });
    writeFileSync(join(folder, "qms.config.json"), '{"version": "7.0"}');
    expect((await checkQms(folder, [])).sentence).toContain("version 7.0");
    writeFileSync(join(folder, "qms.config.json"), "{ torn");
    expect((await checkQms(folder, [])).sentence).toContain("is not JSON");
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "that cannot be written is a problem",
    async () => {
      chmodSync(folder, 0o500);
      expect(await checkRights(folder)).toMatchObject({ state: "problem", mend: { kind: "choose-project" } });
      chmodSync(folder, 0o700);
      expect(await checkRights(folder)).toMatchObject({ state: "ok" });
    },
  );

  it("has what git must not get named", () => {
    expect(checkIgnoreRules([".claude/users/*/container/"], true)).toMatchObject({
      state: "problem",
      mend: { kind: "ignore-rules" },
    });
    expect(checkIgnoreRules([], true).state).toBe("ok");
  });

  it("is looked at as a whole, with this machine; without one the machine is alone", async () => {
    writeFileSync(join(folder, "quorum.json"), '{"agents":{"qa":{"program":"scripted"}},"roster":["qa"]}');
    const { project, checks } = await lookAtSetUp(machine(), folder);
    expect(project).toBe(folder);
    expect(checks.map(({ id }) => id)).toEqual([
      "qms",
      "rights",
      "ignore-rules",
      "claude-code",
      "docker",
      "git",
    ]);
    expect(checks.find(({ id }) => id === "claude-code")?.state).toBe("note");
    expect((await lookAtSetUp(machine(), undefined)).checks).toHaveLength(3);
  });
});

it("lists names as a sentence has them", () => {
  expect(listed(["a"])).toBe("a");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
  expect(listed(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
});
