import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { judgeGit } from "./rules/judge-git.ts";
import type { GitContext, GitRole } from "./rules/verdict.ts";
import { agentIdentity } from "./run/clean-environment.ts";
import { GitRunner, type GitRunnerOptions } from "./run/git-runner.ts";
import type { PersonConfig } from "./run/person-config.ts";
import type { GitAnswer } from "./run/repository.ts";

/** The tests are about the project, whoever runs them. */
export const nobody = async (): Promise<PersonConfig> => ({ files: [], filters: [], remotes: [] });

export const CONTEXT: GitContext = { branches: ["qa/*"], remotes: ["origin"], worktrees: "trees/qa" };

/** A repository with some history and a bare remote beside it, in a temporary folder. */
export class GitStage {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "quorum-git-")));
  readonly root = join(this.folder, "project");
  readonly remote = join(this.folder, "remote.git");
  /** Made by whatever is executed that must not be. */
  readonly canary = join(this.folder, "canary");
  readonly runner: GitRunner;

  constructor(options: Partial<GitRunnerOptions> = {}) {
    mkdirSync(this.root);
    this.git("init", "-q", "--bare", "-b", "main", this.remote);
    this.git("init", "-q", "-b", "main");
    this.git("remote", "add", "origin", this.remote);
    this.write("readme.md", "# Project\n");
    this.write("src/a b.txt", "one\ntwo\nthree\n");
    this.git("add", ".");
    this.git("commit", "-q", "-m", "First");
    this.write("src/main.ts", "export const a = 1;\n");
    this.git("add", ".");
    this.git("commit", "-q", "-m", "Second");
    this.git("push", "-q", "-u", "origin", "main");
    this.git("branch", "qa/work");
    this.runner = new GitRunner({ root: this.root, protocols: ["file"], personConfig: nobody, ...options });
  }

  /** The call of an agent, as it will come: judged, and run if that was the verdict. */
  async call(
    argv: readonly string[],
    role: GitRole = "writer",
    worktree?: string,
    hidden: readonly string[] = [],
  ): Promise<GitAnswer | string> {
    const verdict = judgeGit(argv, role, CONTEXT);
    if (verdict.kind === "refused") return verdict.reason;
    const identity = agentIdentity("qa", "Pipe Dream");
    const { signal } = new AbortController();
    return this.runner.run({
      verdict,
      identity,
      signal,
      hidden,
      ...(worktree === undefined ? {} : { worktree }),
    });
  }

  /** Plain git, as its user has it, without the user's own configuration. */
  git(...argv: readonly string[]): string {
    return execFileSync("git", [...IDENTITY, "-c", "protocol.file.allow=always", ...argv], {
      cwd: this.root,
      encoding: "utf8",
      timeout: 20_000,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_TERMINAL_PROMPT: "0",
      },
    });
  }

  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text, { mode });
  }

  wasTouched(): boolean {
    return existsSync(this.canary);
  }

  forget(): void {
    rmSync(this.canary, { force: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Lays a trap wherever a repository can name a program. With filters git stores nothing that they are for, so that
   * without them it comes farther.
   */
  layTraps({ withFilters = true } = {}): void {
    const touch = `touch "${this.canary}"`;
    const set = (key: string, value: string): void => {
      this.git("config", key, value);
    };
    const script = join(this.folder, "trap");
    writeFileSync(script, `#!/bin/sh\n${touch}\n`, { mode: 0o755 });
    for (const hook of HOOKS) {
      const file = join(this.root, "hooks", hook);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `#!/bin/sh\n${touch}\n`, { mode: 0o755 });
    }
    // Committed before the traps are set, or they would be sprung here.
    const filters = withFilters ? "*.txt filter=trap\n*.big filter=trap\n" : "";
    this.write(".gitattributes", `* diff=trap merge=trap\n${filters}`);
    this.git("add", ".gitattributes");
    this.git("commit", "-q", "-m", "Attributes");
    for (const verb of ["st", "merge-trap", "remote-trap"]) set(`alias.${verb}`, `!${touch}`);
    for (const key of PROGRAM_KEYS) set(key, script);
    set("core.hooksPath", join(this.root, "hooks"));
    set("commit.gpgSign", "true");
    set("push.gpgSign", "if-asked");
    set("log.showSignature", "true");
    set("credential.helper", `!${touch}`);
    set("credential.https://example.invalid.helper", `!${touch}`);
    set("remote.evil.url", `ext::${script}`);
    set("remote.evil2.vcs", "trap");
    set("protocol.ext.allow", "always");
    set("protocol.allow", "always");
    set("submodule.recurse", "true");
    set("branch.main.mergeOptions", "-s trap");
    set("gc.auto", "1");
    set("hook.trap.command", script);
    set("hook.trap.event", "pre-commit");
  }
}

const IDENTITY = ["-c", "user.name=lead", "-c", "user.email=lead@example.invalid"];

const HOOKS = [
  "pre-commit",
  "prepare-commit-msg",
  "commit-msg",
  "post-commit",
  "post-checkout",
  "post-merge",
  "pre-push",
  "reference-transaction",
  "post-index-change",
  "pre-auto-gc",
  "post-rewrite",
];

const PROGRAM_KEYS = [
  "core.fsmonitor",
  "core.pager",
  "core.editor",
  "core.askPass",
  "core.sshCommand",
  "core.gitProxy",
  "core.alternateRefsCommand",
  "pager.log",
  "pager.status",
  "pager.branch",
  "diff.external",
  "diff.trap.command",
  "diff.trap.textconv",
  "merge.trap.driver",
  "filter.trap.clean",
  "filter.trap.smudge",
  "filter.trap.process",
  "gpg.program",
  "gpg.ssh.program",
  "gpg.x509.program",
  "interactive.diffFilter",
  "sequence.editor",
  "remote.origin.uploadpack",
  "remote.origin.receivepack",
  "uploadpack.packObjectsHook",
  "browser.trap.cmd",
  "man.trap.cmd",
  "trailer.sign.command",
];
