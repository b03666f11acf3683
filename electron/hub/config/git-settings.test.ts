import { describe, expect, it } from "vitest";
import { gitAccess, type GitAccess } from "./git-settings.ts";
import { parseProjectConfig } from "./project-config.ts";

function accessOf(user: string, config: unknown = {}): GitAccess {
  return gitAccess(parseProjectConfig(JSON.stringify(config)), user);
}

describe("what a user may do with git", () => {
  it("is to write for claude and to read for everybody else, where the project says nothing", () => {
    expect(accessOf("claude")).toEqual({
      role: "writer",
      context: { branches: ["claude/*"], remotes: ["origin"], worktrees: ".quorum/worktrees/claude" },
      hidden: [],
      isConfined: false,
      usesWorktrees: true,
    });
    for (const user of ["qa", "lead", "constructor", "__proto__"]) expect(accessOf(user).role).toBe("reader");
  });

  it("is what the project says of it, or of all", () => {
    const config = {
      defaults: { git: { role: "writer", branches: ["{agent}", "work/{agent}/*"], worktrees: "trees" } },
      agents: {
        qa: { git: { role: "none" } },
        bu: { git: { remotes: [], branches: ["main"] }, runtime: "docker", masks: ["keys\\a/"] },
      },
      users: { lead: { git: { role: "reader" } } },
    };
    expect(accessOf("qa", config).role).toBe("none");
    expect(accessOf("bu", config)).toEqual({
      role: "writer",
      context: { branches: ["main"], remotes: [], worktrees: "trees/bu" },
      hidden: ["keys/a"],
      isConfined: true,
      usesWorktrees: false,
    });
    expect(accessOf("lead", config).role).toBe("reader");
    expect(accessOf("tu_ui", config).context.branches).toEqual(["tu_ui", "work/tu_ui/*"]);
  });

  it("is to have worktrees in a container only where it can write them there", () => {
    const ofQa = (mounts: unknown, git: unknown = { worktrees: "trees" }) =>
      accessOf("qa", { agents: { qa: { runtime: "docker", git, mounts } } }).usesWorktrees;
    expect(ofQa([])).toBe(false);
    expect(ofQa([{ path: "trees/qa", writable: true }])).toBe(true);
    expect(ofQa([{ path: "./trees", writable: true }])).toBe(true);
    expect(ofQa([{ path: "trees/qa" }])).toBe(false);
    expect(ofQa([{ path: "trees/q", writable: true }])).toBe(false);
    expect(ofQa([{ path: "trees/qa", at: "/trees", writable: true }])).toBe(false);
    expect(ofQa([{ path: "trees/qa", writable: true }], {})).toBe(false);
  });

  it.each<[unknown, string]>([
    [{ role: "admin" }, 'git.role: A role is "none", "reader" or "writer"'],
    [{ branches: ["-f"] }, "git.branches[0]: A branch is a name"],
    [{ branches: [":main"] }, "git.branches[0]: A branch is a name"],
    [{ branches: ["a b"] }, "git.branches[0]: A branch is a name"],
    [{ remotes: ["--upload-pack=x"] }, "git.remotes[0]: A remote is named"],
    [{ remotes: ["ext::sh"] }, "git.remotes[0]: A remote is named"],
    [{ worktrees: "../trees" }, "git.worktrees: The folder for worktrees"],
    [{ worktrees: "/tmp" }, "git.worktrees: The folder for worktrees"],
    [{ worktrees: "qms/trees" }, "git.worktrees: The folder for worktrees"],
    [{ worktrees: ".git/x" }, "git.worktrees: The folder for worktrees"],
    [{ worktrees: ".claude/agents" }, "git.worktrees: The folder for worktrees"],
    [{ writer: true }, "git.writer: there is no such setting"],
  ])("is not to be said so: %j", (git, problem) => {
    expect(() => accessOf("qa", { agents: { qa: { git } } })).toThrow(problem);
  });
});
