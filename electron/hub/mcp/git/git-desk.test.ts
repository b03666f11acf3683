import { existsSync, writeFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ToolNews } from "../../../../shared/mcp/mcp-calls.ts";
import { GitStage } from "../../git/git-stage.test-support.ts";
import { MESSAGES, READING } from "../../git/harmless-arguments.test-support.ts";
import { HOSTILE } from "../../git/hostile-arguments.test-support.ts";
import { GitDeskStage } from "./git-desk-stage.test-support.ts";

describe("the git server, called by the official client", () => {
  let stage: GitStage;
  let git: GitDeskStage;
  beforeAll(async () => {
    stage = new GitStage();
    stage.layTraps({ withFilters: false });
    stage.forget();
    git = await GitDeskStage.open(stage.root);
  });
  afterAll(async () => {
    await git.close();
    stage.remove();
  });

  async function call(user: string, args: readonly string[]): Promise<{ text: string; isError: boolean }> {
    const client = await git.client(user);
    const { content, isError } = await client.callTool({ name: "git", arguments: { args: [...args] } });
    const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
    return { text, isError: isError === true };
  }

  it("refuses every hostile command line to writers and readers alike, and runs nothing", async () => {
    const client = { qa: await git.client("qa"), bu: await git.client("bu") };
    let refused = 0;
    for (const vector of Object.values(HOSTILE).flat()) {
      const args = vector.map((arg) => arg.replaceAll("CANARY", stage.canary));
      for (const user of ["qa", "bu"] as const) {
        const { isError, content } = await client[user].callTool({ name: "git", arguments: { args } });
        expect([args, isError]).toEqual([args, true]);
        expect([args, JSON.stringify(content)]).toEqual([args, expect.not.stringContaining("git ended")]);
      }
      refused += 1;
    }
    expect(refused).toBeGreaterThan(150);
    expect(stage.wasTouched()).toBe(false);
    expect(git.calls.every(({ outcome }) => outcome === "refused")).toBe(true);
  });

  it("does all that is harmless, and runs nothing else", async () => {
    for (const args of READING) expect([args, (await call("bu", args)).isError]).toEqual([args, false]);
    for (const [place, message] of MESSAGES.entries()) {
      stage.write("notes.md", `${place}\n`);
      expect((await call("qa", ["add", "notes.md"])).isError).toBe(false);
      const done = await call("qa", ["commit", "-m", message]);
      expect([message, done.isError]).toEqual([message, false]);
      const { text } = await call("bu", ["log", "-1", "--format=%an %cn%n%B"]);
      expect(text).toBe(`qa qa\n${message}`.trimEnd());
    }
    expect(READING.length + MESSAGES.length).toBeGreaterThan(60);
    expect(stage.wasTouched()).toBe(false);
  });

  it("says in its list what can be run, in no more than a program takes", async () => {
    const { tools } = await (await git.client("qa")).listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ["git", false],
      ["git_help", true],
    ]);
    for (const { description = "" } of tools) expect(description.length).toBeLessThan(2000);
  });

  it("refuses what is no call of a tool of its own", async () => {
    const client = await git.client("qa");
    for (const [name, given] of [
      ["git", {}],
      ["git", { args: "status" }],
      ["git", { args: [] }],
      ["git", { args: [1] }],
      ["git", { args: ["status"], cwd: "/" }],
      ["git", { args: ["status"], worktree: "../x" }],
      ["git", { args: ["status"], worktree: "trees/bu/x" }],
      ["git", { args: ["status"], worktree: "/etc" }],
      ["sh", { args: ["x"] }],
    ] as const)
      expect([given, (await client.callTool({ name, arguments: given })).isError]).toEqual([given, true]);
  });
});

describe("the git server", () => {
  let stage: GitStage;
  let git: GitDeskStage;
  beforeEach(async () => {
    stage = new GitStage();
    git = await GitDeskStage.open(stage.root);
  });
  afterEach(async () => {
    await git.close();
    stage.remove();
  });

  it("lets each user do what its role is for", async () => {
    expect(await git.call("bu", ["commit", "-m", "x"])).toEqual({
      text: expect.stringContaining("for agents that may write"),
      isError: true,
    });
    expect(await git.call("tu_ui", ["status"])).toEqual({
      text: expect.stringContaining("nothing with git"),
      isError: true,
    });
    expect(await git.call("nobody", ["add", "."])).toMatchObject({ isError: true });
    expect(await git.call("qa", ["push", "origin", "main"])).toMatchObject({ isError: true });
    expect(await git.call("qa", ["push", "origin", "qa/work"])).toMatchObject({ isError: false });
    expect(stage.git("-C", stage.remote, "branch", "--list")).toContain("qa/work");
  });

  it("helps with what the one who asks may do", async () => {
    const help = async (user: string, command?: string) => {
      const client = await git.client(user);
      const given = command === undefined ? {} : { command };
      const { content } = await client.callTool({ name: "git_help", arguments: given });
      return JSON.stringify(content);
    };
    expect(await help("qa")).toMatch(/writer.*qa\/\*.*trees\/qa.*stash/s);
    expect(await help("bu")).toMatch(/reader(?!.*stash push)/s);
    expect(await help("qa", "commit")).toContain("--message VALUE");
    expect(await help("bu", "commit")).toContain("can not be used");
    expect(await help("tu_ui")).toContain("nothing");
  });

  it("works in a worktree by its name", async () => {
    await git.call("qa", ["worktree", "add", "-b", "qa/inside", "trees/qa/inside"]);
    writeFileSync(join(stage.root, "trees/qa/inside/new.md"), "x\n");
    expect(await git.call("qa", ["add", "."], { worktree: "inside" })).toMatchObject({ isError: false });
    expect(await git.call("qa", ["commit", "-m", "In it"], { worktree: "trees/qa/inside" })).toMatchObject({
      isError: false,
    });
    expect(stage.git("log", "-1", "--format=%s", "qa/inside").trim()).toBe("In it");
    expect(await git.call("bu", ["status"], { worktree: "trees/qa/inside" })).toMatchObject({
      isError: true,
    });
  });

  it("tells apart what was refused and what did not work out, and steers no terminal", async () => {
    stage.write("bell.txt", "\u001b[31mred\u0007\n");
    await git.call("qa", ["add", "bell.txt"]);
    expect((await git.call("qa", ["diff", "--staged"])).text).toContain("+\ufffd[31mred\ufffd");
    expect(await git.call("qa", ["diff", "--staged", "--exit-code"])).toMatchObject({ isError: false });
    await git.call("qa", ["log", "no-such-branch"]);
    await git.call("qa", ["config", "--list"]);
    expect(git.calls.map(({ outcome }) => outcome)).toEqual(["done", "done", "done", "failed", "refused"]);
  });

  it("carries out a call with the same key once, also for a hub that was started anew", async () => {
    const key = "the-same";
    const again = () => git.call("qa", ["commit", "--allow-empty", "-m", "Once"], { key });
    const [first, second] = await Promise.all([again(), again()]);
    expect(second).toEqual(first);
    await git.close();
    git = await GitDeskStage.open(stage.root);
    expect(await again()).toEqual(first);
    expect(await git.call("bu", ["status"], { key })).toMatchObject({ isError: false });
    expect(
      stage
        .git("log", "--format=%s")
        .split("\n")
        .filter((line) => line === "Once"),
    ).toHaveLength(1);
  });

  it("gives a call that it could not carry out the same answer again", async () => {
    const key = "refused";
    const before = await git.call("qa", ["add", "x"], { key, worktree: "none" });
    expect(before).toEqual({ text: expect.stringContaining("no worktree"), isError: true });
    await git.close();
    git = await GitDeskStage.open(stage.root);
    expect(await git.call("qa", ["add", "x"], { key, worktree: "none" })).toEqual(before);
  });

  it("says that it does not know of a call that the hub ended in", async () => {
    await git.close();
    writeFileSync(join(stage.root, ".quorum/git/calls.jsonl"), '{"key":"qa lost"}\n{"key":"qa cut","ans');
    git = await GitDeskStage.open(stage.root);
    const commit = (key: string) => git.call("qa", ["commit", "--allow-empty", "-m", key], { key });
    expect(await commit("lost")).toEqual({ text: expect.stringContaining("not known"), isError: true });
    expect(await commit("cut")).toMatchObject({ isError: false });
    await git.close();
    git = await GitDeskStage.open(stage.root);
    expect(await commit("cut")).toMatchObject({ isError: false });
    expect(stage.git("log", "--format=%s").split("\n")).not.toContain("lost");
    expect(
      stage
        .git("log", "--format=%s")
        .split("\n")
        .filter((line) => line === "cut"),
    ).toHaveLength(1);
  });

  it("ends git when nobody waits for it any more", async () => {
    const started = join(stage.folder, "started");
    writeFileSync(
      join(stage.remote, "hooks/pre-receive"),
      `#!/bin/sh\ntouch "${started}"\nsleep 60\ntouch "${stage.canary}"\n`,
      { mode: 0o755 },
    );
    const ending = new AbortController();
    const call = git.call("qa", ["push", "origin", "qa/work"], { signal: ending.signal });
    await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
    // What touches only files waits for no remote.
    expect(await git.call("qa", ["commit", "--allow-empty", "-m", "Meanwhile"])).toMatchObject({
      isError: false,
    });
    ending.abort();
    expect(await call).toEqual({ text: expect.stringContaining("cancelled"), isError: true });
    expect(stage.wasTouched()).toBe(false);
  });

  it("shows an agent in a container no more than its container does", async () => {
    await git.close();
    git = await GitDeskStage.open(stage.root, { access: { isConfined: true, hidden: ["keys", "linked"] } });
    stage.write("keys/one.txt", "hidden\n");
    stage.write("vault/two.txt", "hidden\n");
    symlinkSync("vault", join(stage.root, "linked"));
    stage.write(".claude/users/bu/workspace/x.md", "hidden\n");
    stage.write(".claude/users/qa/container/credentials.json", "hidden\n");
    stage.write(".claude/users/qa/workspace/y.md", "shown\n");
    await git.call("qa", ["add", "-A"]);
    expect(stage.git("diff", "--cached", "--name-only").trim()).toBe(".claude/users/qa/workspace/y.md");
  });

  it("makes no worktree for an agent whose container does not show it, and says what would", async () => {
    await git.close();
    git = await GitDeskStage.open(stage.root, { access: { usesWorktrees: false } });
    const { text, isError } = await git.call("qa", ["worktree", "add", "-b", "qa/x", "trees/qa/x"]);
    expect(isError).toBe(true);
    expect(text).toContain('mount "trees/qa" with "writable": true');
    expect(existsSync(join(stage.root, "trees"))).toBe(false);
  });

  it("says that something slow waits, and when it begins", async () => {
    const told: string[] = [];
    const tell = (news: ToolNews): void => {
      // What is told each second depends on the machine.
      if (textOf(news)?.includes("is at work") !== true) told.push(`${news.news}: ${textOf(news)}`);
    };
    const { isError } = await git.call("qa", ["worktree", "add", "-b", "qa/y", "trees/qa/y"], { tell });
    expect(isError).toBe(false);
    expect(told).toEqual(["progress: git worktree waits for its turn.", "log: git worktree has begun."]);
    await git.call("qa", ["status"], { tell });
    expect(told).toHaveLength(2);
  });
});

function textOf(news: ToolNews): string | undefined {
  return news.news === "log" ? news.text : news.message;
}
