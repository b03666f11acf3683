import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DockerStage, QA } from "../../runtimes/docker/docker-stage.test-support.ts";
import { SessionView, shellProgram } from "../../runtimes/runtime-conformance.test-support.ts";
import { GitDeskStage } from "./git-desk-stage.test-support.ts";

const WORKTREES = "trees/qa";
const IN_CONTAINER = {
  runtime: "docker",
  git: { role: "writer", worktrees: "trees" },
  mounts: [{ path: WORKTREES, writable: true }],
};
const PLACE = "'/Projekt Größe- 8'";

let stage: DockerStage;
let desk: GitDeskStage;
let view: SessionView;

const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=Person", "-c", "user.email=person@example.org", ...args], {
    cwd: stage.root,
    encoding: "utf8",
  });

beforeAll(async () => {
  stage = new DockerStage();
  stage.settings = { mounts: [{ kind: "project", path: WORKTREES, isWritable: true }] };
  stage.write("map.txt", "here be dragons\n");
  stage.write(".gitignore", ".quorum/\n.claude/\ntrees/\n");
  git("init", "--quiet", "--initial-branch=main");
  git("add", "-A");
  git("commit", "--quiet", "-m", "First");
  mkdirSync(join(stage.root, WORKTREES), { recursive: true });
  desk = await GitDeskStage.open(stage.root, { config: { version: 1, agents: { qa: IN_CONTAINER } } });
  view = new SessionView(await stage.runtime.start(QA, shellProgram("echo up; read end")));
  await view.untilShown("up");
});

afterAll(async () => {
  view.link.dispose();
  await desk.close();
  await stage.dispose();
});

/** This test may run as another than the agent is. */
function give(path: string): void {
  const isFolder = statSync(path).isDirectory();
  chmodSync(path, isFolder ? 0o777 : 0o666);
  if (isFolder) for (const name of readdirSync(path)) give(join(path, name));
}

it("a worktree that is made by the tool can be edited in the container, and committed by the tool", async () => {
  const added = await desk.call("qa", ["worktree", "add", "-b", "qa/maps", `${WORKTREES}/maps`]);
  expect(added).toMatchObject({ isError: false });
  give(join(stage.root, WORKTREES));
  const folder = `${PLACE}/${WORKTREES}/maps`;
  // What its `.git` says is the agent's to change, and counts for nothing.
  const { code } = await stage.run(QA, `cd ${folder} && echo fewer >> map.txt && echo 'gitdir: /tmp' > .git`);
  expect(code).toBe(0);
  for (const args of [
    ["add", "map.txt"],
    ["commit", "-m", "Fewer dragons"],
  ])
    expect(await desk.call("qa", args, { worktree: "maps" })).toMatchObject({ isError: false });
  expect(git("show", "qa/maps:map.txt")).toBe("here be dragons\nfewer\n");
  expect(git("log", "-1", "--format=%an", "qa/maps").trim()).toBe("qa");
  expect(git("show", "main:map.txt")).toBe("here be dragons\n");
});
