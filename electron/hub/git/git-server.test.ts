import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { CONTEXT, GitStage } from "./git-stage.test-support.ts";
import { MESSAGES, READING } from "./harmless-arguments.test-support.ts";
import { HOSTILE } from "./hostile-arguments.test-support.ts";
import { randomArguments } from "./random-arguments.test-support.ts";
import { judgeGit } from "./rules/judge-git.ts";
import { agentIdentity } from "./run/clean-environment.ts";

const OK = { code: 0 };

describe("git for agents, in a repository full of traps", () => {
  let stage: GitStage;
  beforeAll(() => {
    stage = new GitStage();
    stage.layTraps();
    stage.forget();
  });
  afterAll(() => stage.remove());
  afterEach(() => stage.forget());

  it("stands where plain git would have sprung the traps", () => {
    const springs = [
      ["status"],
      ["log", "-p"],
      ["st"],
      ["add", "src"],
      ["commit", "--allow-empty", "-m", "x"],
      ["fetch"],
    ];
    for (const argv of springs) {
      stage.forget();
      try {
        stage.git(...argv);
      } catch {
        // Most fail over what the trap answers.
      }
      expect([argv, stage.wasTouched()]).toEqual([argv, true]);
    }
  });

  for (const [what, vectors] of Object.entries(HOSTILE))
    it(`refuses ${what}, and runs nothing`, async () => {
      for (const vector of vectors) {
        const argv = vector.map((arg) => arg.replaceAll("CANARY", stage.canary));
        expect([argv, typeof (await stage.call(argv))]).toEqual([argv, "string"]);
        expect([argv, typeof (await stage.call(argv, "reader"))]).toEqual([argv, "string"]);
      }
      expect(stage.wasTouched()).toBe(false);
    });

  it("runs none of them whatever it reads", async () => {
    stage.write("src/a b.txt", "changed\n");
    for (const argv of READING) {
      expect([argv, await stage.call(argv, "reader")]).toMatchObject([argv, OK]);
      expect([argv, stage.wasTouched()]).toEqual([argv, false]);
    }
  });

  it("does not store what a filter of the repository should have changed first", async () => {
    stage.write("movie.big", "raw\n");
    const answer = await stage.call(["add", "movie.big"]);
    expect(answer).toMatchObject({ code: 128, errors: expect.stringContaining("filter") });
    rmSync(join(stage.root, "movie.big"));
  });

  it("does not work with a configuration that takes in other files", async () => {
    stage.git("config", "--local", "includeIf.onbranch:main.path", "evil");
    await expect(stage.call(["status"])).rejects.toThrow("takes in other files");
    stage.git("config", "--local", "--unset", "includeIf.onbranch:main.path");
  });

  it("does not work with a name in the configuration that it could not override", async () => {
    stage.git("config", "--local", "filter.a=b.clean", "touch x");
    await expect(stage.call(["status"])).rejects.toThrow("cannot be made safe");
    stage.git("config", "--local", "--unset", "filter.a=b.clean");
  });
});

describe("git for agents, where everything but filters is a trap", () => {
  let stage: GitStage;
  beforeAll(() => {
    stage = new GitStage();
    stage.layTraps({ withFilters: false });
    stage.forget();
  });
  afterAll(() => stage.remove());

  it("reaches no remote whose program the configuration names", async () => {
    for (const key of ["remote.origin.uploadpack", "remote.origin.receivepack", "remote.evil2.vcs"]) {
      await expect(stage.call(["push", "origin", "qa/work"])).rejects.toThrow("names a program");
      await expect(stage.call(["pull", "--ff-only", "origin", "main"])).rejects.toThrow("names a program");
      stage.git("config", "--unset", key);
    }
    expect(stage.wasTouched()).toBe(false);
  });

  it("changes what it is asked to, and runs none of them", async () => {
    const run = async (...argv: string[]): Promise<void> => {
      const answer = await stage.call(argv);
      expect([argv, answer, stage.wasTouched()]).toMatchObject([argv, OK, false]);
    };
    stage.git("branch", "qa/base");
    stage.forget();
    stage.write("src/a b.txt", "changed\n");
    await run("add", "-A");
    await run("commit", "-m", "All");
    stage.write("src/a b.txt", "changed again\n");
    await run("commit", "-a", "-s", "-m", "Again");
    stage.write("src/a b.txt", "and once more\n");
    await run("stash", "push", "-m", "later");
    await run("switch", "qa/base");
    await run("switch", "main");
    stage.write("readme.md", "# Other\n");
    await run("commit", "-m", "Paths", "readme.md");
    await run("stash", "pop");
    await run("commit", "-a", "-m", "Popped");
    await run("switch", "-c", "qa/next");
    await run("push", "origin", "qa/next");
    await run("switch", "qa/base");
    await run("pull", "--ff-only", "origin", "qa/next");
    await run("worktree", "add", "-b", "qa/tree", "trees/qa/one");
  });

  it("merges nothing with a program of the repository", async () => {
    stage.write("src/a b.txt", "mine\n");
    expect(await stage.call(["stash", "push"])).toMatchObject(OK);
    stage.write("src/a b.txt", "theirs\n");
    expect(await stage.call(["commit", "-a", "-m", "Theirs"])).toMatchObject(OK);
    expect(await stage.call(["stash", "pop"])).toMatchObject({ code: 1 });
    expect(stage.wasTouched()).toBe(false);
  });

  it("runs none of them whatever is put together at random and let through", async () => {
    const random = seededRandom(66);
    for (let ran = 0; ran < rounds(30);) {
      const argv = randomArguments(random).map((arg) => arg.replaceAll("CANARY", stage.canary));
      const answer = await stage.call(argv);
      if (typeof answer === "string") continue;
      ran += 1;
      expect([argv, stage.wasTouched()]).toEqual([argv, false]);
    }
  });
});

describe("git for agents, with a repository inside that an agent made", () => {
  let stage: GitStage;
  beforeAll(() => {
    stage = new GitStage();
    const inner = join(stage.root, "lib");
    mkdirSync(inner);
    stage.git("init", "-q", "-b", "main", inner);
    stage.write("lib/x.txt", "x\n");
    stage.write("lib/.gitattributes", "*.txt filter=trap\n");
    stage.git("-C", inner, "add", ".");
    stage.git("-C", inner, "commit", "-q", "-m", "Inner");
    stage.write(".gitmodules", '[submodule "lib"]\n\tpath = lib\n\turl = ./lib\n\tignore = none\n');
    stage.git("-c", "advice.addEmbeddedRepo=false", "add", "lib", ".gitmodules");
    stage.git("commit", "-q", "-m", "With a submodule");
    const trap = `touch "${stage.canary}"; cat`;
    stage.git("-C", inner, "config", "filter.trap.clean", trap);
    stage.git("-C", inner, "config", "core.fsmonitor", trap);
  });
  afterAll(() => stage.remove());
  beforeEach(() => {
    // As long as before: git then compares the content, with the filter.
    stage.write("lib/x.txt", "y\n");
    stage.write("readme.md", `# Changed ${Math.random()}\n`);
    stage.forget();
  });

  it("stands where plain git would look into it", () => {
    stage.git("-c", "core.fsmonitor=false", "status");
    expect(stage.wasTouched()).toBe(true);
  });

  const CALLS = [
    ["status"],
    ["status", "--porcelain=v2"],
    ["diff"],
    ["diff", "HEAD"],
    ["log", "-p", "-1"],
    ["show"],
    ["commit", "-m", "nothing"],
    ["commit", "-m", "nothing", "lib"],
    ["add", "-A", "-n"],
    ["stash", "push"],
    ["stash", "pop"],
    ["stash", "push", "readme.md"],
    ["stash", "pop", "--index"],
    ["switch", "-c", "qa/inner"],
    ["switch", "main"],
    ["pull", "--ff-only", "origin", "main"],
    ["worktree", "add", "--detach", "trees/qa/inner", "main"],
    ["add", "-u"],
    ["add", "-A"],
    ["commit", "-m", "some"],
    ["commit", "-a", "-m", "all"],
    ["commit", "-m", "paths", "readme.md", "lib"],
    ["push", "origin", "main:qa/inner"],
  ];
  it("never looks into it", async () => {
    for (const argv of CALLS) {
      const answer = await stage.call(argv);
      expect([argv, typeof answer, stage.wasTouched()]).toEqual([argv, "object", false]);
      if (argv[0] === "stash") expect([argv, answer]).toMatchObject([argv, OK]);
    }
  });

  it("says that it leaves it out", async () => {
    expect(await stage.call(["add", "-A"])).toMatchObject({
      notes: ["Submodules are left as they are: lib."],
    });
  });

  it("takes the word of the project, not of a worktree, for where its repository is", async () => {
    expect(await stage.call(["worktree", "add", "--detach", "trees/qa/mine", "main"])).toMatchObject(OK);
    writeFileSync(join(stage.root, "trees/qa/mine/.git"), `gitdir: ${join(stage.root, "lib/.git")}\n`);
    expect(await stage.call(["status"], "writer", "trees/qa/mine")).toMatchObject(OK);
    expect(stage.wasTouched()).toBe(false);
    for (const path of [
      "lib",
      "trees/qa/none",
      "../project/trees/qa/mine",
      join(stage.root, "trees/qa/mine"),
    ])
      await expect(stage.call(["status"], "writer", path)).rejects.toThrow("no worktree");
  });

  it("makes no worktree over a link", async () => {
    mkdirSync(join(stage.root, "trees/qa"), { recursive: true });
    symlinkSync(stage.folder, join(stage.root, "trees/qa/away"));
    await expect(stage.call(["worktree", "add", "trees/qa/away"])).rejects.toThrow("over a link");
  });
});

describe("git for agents, in a good repository", () => {
  let stage: GitStage;
  beforeAll(() => {
    stage = new GitStage();
  });
  afterAll(() => stage.remove());

  it("reads all there is", async () => {
    for (const argv of READING)
      expect([argv, await stage.call(argv, "reader")]).toMatchObject([argv, { ...OK, notes: [] }]);
  });

  it("keeps every message as it is, with the agent as author and committer", async () => {
    for (const [place, message] of MESSAGES.entries()) {
      stage.write("notes.md", `${place}\n`);
      expect(await stage.call(["add", "notes.md"])).toMatchObject(OK);
      expect([message, await stage.call(["commit", "-m", message])]).toMatchObject([message, OK]);
      expect(stage.git("log", "-1", "--format=%B").trimEnd()).toBe(message.trimEnd());
    }
    const who = "qa <qa@pipe-dream.quorum.invalid>";
    expect(stage.git("log", "-1", "--format=%an <%ae>%n%cn <%ce>").trim()).toBe(`${who}\n${who}`);
    expect(stage.wasTouched()).toBe(false);
  });

  it("joins several messages to paragraphs", async () => {
    expect(
      await stage.call(["commit", "--allow-empty", "-m", "Title", "-m", "One; two", "--message=-- three"]),
    ).toContain("value");
    const argv = ["commit", "--allow-empty", "-m", "Title", "-m", "One; two", "--message=<three>"];
    expect(await stage.call(argv)).toMatchObject(OK);
    expect(stage.git("log", "-1", "--format=%B").trim()).toBe("Title\n\nOne; two\n\n<three>");
  });

  it("changes, stashes, switches, pushes and pulls", async () => {
    const run = async (...argv: string[]) => expect([argv, await stage.call(argv)]).toMatchObject([argv, OK]);
    await run("switch", "-c", "qa/feature");
    stage.write("src/new; file.ts", "x\n");
    await run("add", "--dry-run", ".");
    await run("add", "--", "src/new; file.ts");
    await run("add", "src/*.ts");
    await run("commit", "-m", "New", "-s");
    stage.write("readme.md", "# Other\n");
    await run("stash");
    await run("stash", "pop");
    await run("stash", "push", "-m", "Later; maybe", "--", "readme.md");
    await run("stash", "pop", "stash@{0}");
    await run("add", "-u");
    await run("commit", "-m", "Only this", "--", "readme.md");
    stage.write("readme.md", "# Third\n");
    await run("commit", "-a", "-m", "All of it");
    await run("push", "--dry-run", "origin", "qa/feature");
    await run("push", "origin", "qa/feature");
    await run("push", "origin", "HEAD:qa/other");
    await run("push", "-q", "origin", "refs/heads/qa/feature:refs/heads/qa/third");
    await run("switch", "main");
    await run("pull", "--ff-only");
    await run("pull", "--ff-only", "origin");
    await run("pull", "--ff-only", "origin", "qa/feature");
    await run("switch", "--detach", "HEAD~1");
    await run("switch", "main");
    await run("worktree", "add", "trees/qa/second", "qa/work");
    await run("worktree", "add", "-b", "qa/third", "trees/qa/third", "main");
    expect(stage.git("-C", stage.remote, "branch", "--list")).toContain("qa/third");
    await run("add", "-A");
    expect(stage.git("status", "--porcelain")).toBe("?? trees/\n");
  });

  it("works in a worktree of its agent", async () => {
    expect(await stage.call(["worktree", "add", "-b", "qa/inside", "trees/qa/inside"])).toMatchObject(OK);
    writeFileSync(join(stage.root, "trees/qa/inside/only here.md"), "x\n");
    expect(await stage.call(["add", "."], "writer", "trees/qa/inside")).toMatchObject(OK);
    expect(await stage.call(["commit", "-m", "Inside"], "writer", "trees/qa/inside")).toMatchObject(OK);
    expect(stage.git("log", "-1", "--format=%s", "qa/inside").trim()).toBe("Inside");
  });

  it("refuses a push that is no fast-forward, and leaves the configuration as it was", async () => {
    const before = readFileSync(join(stage.root, ".git/config"), "utf8");
    stage.git("branch", "qa/behind", "main~1");
    expect(await stage.call(["push", "origin", "main:qa/behind"])).toMatchObject(OK);
    expect(await stage.call(["push", "origin", "qa/behind"])).toMatchObject({ code: 1 });
    expect(readFileSync(join(stage.root, ".git/config"), "utf8")).toBe(before);
  });

  it("shows a reader what it may read, and lets it change nothing", async () => {
    for (const argv of [
      ["add", "."],
      ["commit", "-m", "x"],
      ["push", "origin", "qa/work"],
      ["stash"],
      ["pull", "--ff-only"],
    ])
      expect(await stage.call(argv, "reader")).toContain("for agents that may write");
  });

  it("lets one change after the other through", async () => {
    const commits = Array.from({ length: 10 }, (_, index) =>
      stage.call(["commit", "--allow-empty", "-m", `At once ${index}`]),
    );
    expect(await Promise.all(commits)).toMatchObject(commits.map(() => OK));
    expect(stage.git("log", "-10", "--reverse", "--format=%s").trim().split("\n")).toEqual(
      Array.from({ length: 10 }, (_, index) => `At once ${index}`),
    );
  });

  it("cuts what is too long, and says so", async () => {
    const small = new GitStage({ mostOutputBytes: 100 });
    try {
      const answer = await small.call(["log", "-p"]);
      expect(answer).toMatchObject({ code: 0, notes: [expect.stringMatching(/cut: \d+ more bytes/)] });
      expect(typeof answer === "string" || answer.output.length).toBe(100);
    } finally {
      small.remove();
    }
  });

  it("is not looked for around the project", async () => {
    const inner = new GitStage();
    try {
      rmSync(join(inner.root, ".git"), { recursive: true });
      await expect(inner.call(["status"])).rejects.toThrow("no git repository of its own");
    } finally {
      inner.remove();
    }
  });

  it("is not run from the project's own folder", async () => {
    const trap = join(stage.root, "bin");
    mkdirSync(trap);
    writeFileSync(join(trap, "git"), `#!/bin/sh\ntouch "${stage.canary}"\n`, { mode: 0o755 });
    const path = [trap, "bin", "."].join(process.platform === "win32" ? ";" : ":");
    const other = new GitStage({ root: stage.root, path });
    try {
      await expect(other.call(["status"])).rejects.toThrow("no git on this machine's path");
      expect(stage.wasTouched()).toBe(false);
    } finally {
      other.remove();
    }
  });

  it("does not reach a remote on this machine unless it was told to", async () => {
    const strict = new GitStage({ protocols: ["https", "ssh"] });
    try {
      expect(await strict.call(["push", "origin", "qa/work"])).toMatchObject({
        code: 128,
        errors: expect.stringContaining("not allowed"),
      });
    } finally {
      strict.remove();
    }
  });
});

describe("a call that goes on for ever", () => {
  let stage: GitStage;
  afterEach(() => stage.remove());

  /** The remote's own hooks run: it is trusted, and this one never ends. */
  function hangRemote(): string {
    const started = join(stage.folder, "started");
    writeFileSync(join(stage.remote, "hooks/pre-receive"), `#!/bin/sh\ntouch "${started}"\nsleep 60\n`, {
      mode: 0o755,
    });
    return started;
  }

  it("is ended after its time", async () => {
    stage = new GitStage({ changeTimeoutMs: 2000 });
    hangRemote();
    const answer = await stage.call(["push", "origin", "qa/work"]);
    expect(answer).toMatchObject({ notes: ["Git took too long and was ended."] });
    expect(answer).not.toHaveProperty("code");
  });

  it("ends when it is cancelled, and the next one has its turn", async () => {
    stage = new GitStage();
    const started = hangRemote();
    const verdict = judgeGit(["push", "origin", "qa/work"], "writer", CONTEXT);
    if (verdict.kind === "refused") throw new Error(verdict.reason);
    const ending = new AbortController();
    const call = { verdict, identity: agentIdentity("qa", "x"), signal: ending.signal };
    const running = stage.runner.run(call);
    const waiting = stage.runner.run(call);
    const next = stage.call(["commit", "--allow-empty", "-m", "Next"]);
    await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
    ending.abort();
    expect(await running).toMatchObject({ notes: ["The call was cancelled and git was ended."] });
    await expect(waiting).rejects.toThrow("cancelled");
    expect(await next).toMatchObject(OK);
  });
});
