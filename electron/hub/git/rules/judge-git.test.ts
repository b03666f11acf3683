import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { CONTEXT } from "../git-stage.test-support.ts";
import { MESSAGES, READING } from "../harmless-arguments.test-support.ts";
import { HOSTILE } from "../hostile-arguments.test-support.ts";
import { randomArguments, READER_VERBS, WRITER_VERBS } from "../random-arguments.test-support.ts";
import { judgeGit } from "./judge-git.ts";
import type { GitRole } from "./verdict.ts";

/** Written down once more and by hand: what may never come out, whatever goes in. */
const NEVER =
  /^(-c|-C|-f|-F|-d|-D|-p.+|-O.*|--(output|exec|ext-diff|textconv|no-index|force.*|mirror|delete|prune|amend|all-refs|git-dir|work-tree|config-env|show-signature|file|edit|patch=|interactive|contents|template|fixup|squash|orphan|set-upstream.*|pathspec-from-file|(upload|receive)-pack)(=.*)?)$/;
const OURS = ["--receive-pack=git-receive-pack", "--upload-pack=git-upload-pack"];

describe("judgeGit", () => {
  it("judges at least as many vectors as were asked for", () => {
    expect(Object.values(HOSTILE).flat().length).toBeGreaterThan(150);
    expect(READING.length + MESSAGES.length).toBeGreaterThan(60);
  });

  it("lets nothing out but what is on the list, whatever goes in", () => {
    const random = seededRandom(616);
    let ran = 0;
    for (let round = 0; round < rounds(20_000); round += 1) {
      const role: GitRole = random.below(2) === 0 ? "reader" : "writer";
      const argv = randomArguments(random);
      const verdict = judgeGit(argv, role, CONTEXT);
      if (verdict.kind === "refused") continue;
      ran += 1;
      expect(
        () => check(verdict.argv, role, verdict.changes),
        JSON.stringify([argv, verdict.argv]),
      ).not.toThrow();
    }
    expect(ran).toBeGreaterThan(rounds(500));
  });

  it("gives every option of its own with its full name, so that git completes none", () => {
    const verdict = judgeGit(["commit", "-a", "-q", "-m", "x"], "writer", CONTEXT);
    expect(verdict).toMatchObject({ argv: expect.arrayContaining(["--all", "--quiet", "--message=x"]) });
  });

  it("refuses what is longer than a command line can be", () => {
    const paths = Array.from({ length: 600 }, (_, index) => `file${index}`);
    expect(judgeGit(["add", ...paths], "writer", CONTEXT)).toMatchObject({ kind: "refused" });
    expect(judgeGit(["commit", "-m", "x".repeat(30_000)], "writer", CONTEXT)).toMatchObject({
      kind: "refused",
    });
  });

  it("takes only branches of the agent's own pattern for a push, both ends in full", () => {
    expect(judgeGit(["push", "origin", "qa/a/b"], "writer", CONTEXT)).toMatchObject({
      argv: expect.arrayContaining(["refs/heads/qa/a/b:refs/heads/qa/a/b"]),
    });
    const nothing = { ...CONTEXT, branches: [] };
    expect(judgeGit(["push", "origin", "qa/a"], "writer", nothing)).toMatchObject({ kind: "refused" });
    const dots = { ...CONTEXT, branches: ["q.a/*"] };
    expect(judgeGit(["push", "origin", "qxa/a"], "writer", dots)).toMatchObject({ kind: "refused" });
  });
});

function check(argv: readonly string[], role: GitRole, changes: boolean): void {
  const fail = (why: string): never => {
    throw new Error(why);
  };
  const [verb = "", ...rest] = argv;
  const isReading = READER_VERBS.includes(verb);
  if (!isReading && (role === "reader" || !WRITER_VERBS.includes(verb))) fail("not on the list");
  if (changes === isReading) fail("mistaken for what it is not");
  const end = rest.findIndex((arg) => arg === "--end-of-options" || arg === "--");
  const options = end === -1 ? rest : rest.slice(0, end);
  const values = end === -1 ? [] : rest.slice(end + 1);
  for (const arg of options) {
    if (arg.includes("\0") || (arg.includes("\n") && !arg.startsWith("--message="))) fail("torn");
    if (NEVER.test(arg) && !OURS.includes(arg)) fail(`forbidden: ${arg}`);
  }
  for (const arg of values) {
    if (arg !== "--" && /^[-:/\\]|[\n\0]/.test(arg)) fail(`value: ${arg}`);
    if (arg.split(/[/\\]/).some((part) => part === ".." || part.toLowerCase() === ".git"))
      fail(`path: ${arg}`);
  }
  if (verb === "push") {
    const [remote, ...refspecs] = values;
    if (remote !== "origin" || refspecs.length === 0) fail("another remote");
    if (!refspecs.every((refspec) => /^(HEAD|refs\/heads\/[^:+]+):refs\/heads\/qa\/[^:+]+$/.test(refspec)))
      fail("another's branch");
  }
  if (verb === "commit" && options.some((arg) => arg.startsWith("--author"))) fail("another author");
  if (verb === "pull" && !options.includes("--ff-only")) fail("a merge");
  if (verb === "branch" && !options.includes("--list") && !options.includes("--show-current"))
    fail("a new branch");
  if (verb === "worktree" && !values[0]?.startsWith("trees/qa/")) fail("elsewhere");
  if (verb === "stash" && options[0] !== "push" && options[0] !== "pop") fail("another stash");
}
