import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GitStage } from "../../git/git-stage.test-support.ts";
import type { ProjectFiles } from "../store/project-files.ts";
import { evidenceCommit } from "./evidence-commit.ts";

const BY = { id: "CR-001-VR-001", prompt: "step_seen", user: "qa" };

let stage: GitStage;

beforeEach(() => {
  stage = new GitStage();
});

afterEach(() => stage.remove());

function commit(config = '{"evidence_commits": true}'): string | undefined {
  const files: ProjectFiles = { read: () => config, list: () => [], hasFile: () => false };
  return evidenceCommit(files, stage.root, BY);
}

describe("a commit as evidence", () => {
  it("holds all that lies about, by the user who answered", () => {
    stage.write("seen.md", "Seen.\n");
    const hash = commit() ?? expect.fail();
    expect(stage.git("rev-parse", "HEAD")).toMatch(new RegExp(`^${hash}`));
    expect(stage.git("show", "--format=%an %cn: %s", "--name-only").trim()).toBe(
      "qa qa: [QMS] auto-commit | CR-001-VR-001 | step_seen | Evidence capture during VR execution\n\nseen.md",
    );
    expect(commit()).toBeUndefined();
  });

  it("is made where the project asks for it alone", () => {
    stage.write("seen.md", "Seen.\n");
    for (const config of ["{}", "no JSON", '{"evidence_commits": "yes"}'])
      expect(commit(config)).toBeUndefined();
  });

  it("leaves files with secrets and worktrees out", () => {
    stage.git("worktree", "add", "-q", "trees/qa/one", "qa/work");
    stage.write(".env", "TOKEN=x\n");
    stage.write("seen.md", "Seen.\n");
    expect(commit()).toBeDefined();
    expect(stage.git("show", "--format=", "--name-only").trim()).toBe("seen.md");
  });

  it("runs nothing that the repository names", () => {
    stage.layTraps({ withFilters: false });
    stage.write("seen.md", "Seen.\n");
    stage.forget();
    expect(commit()).toBeDefined();
    expect(stage.wasTouched()).toBe(false);
  });

  it("is left out where there is no repository", () => {
    rmSync(join(stage.root, ".git"), { recursive: true });
    expect(commit()).toBeUndefined();
  });
});
