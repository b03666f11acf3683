import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GitStage } from "../git-stage.test-support.ts";
import { findGit } from "./find-git.ts";
import { readPersonConfig } from "./person-config.ts";

const PROGRAM = findGit((process.env["PATH"] ?? "").split(delimiter)) ?? "git";

let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "quorum-home-"));
  writeFileSync(
    join(home, ".gitconfig"),
    `[core]
  autocrlf = input
  fsmonitor = touch x
  sshCommand = touch x
[alias]
  st = !touch x
[credential]
  helper = store
[credential "https://example.org"]
  helper = other
[url "git@example.org:"]
  insteadOf = https://example.org/
[filter "lfs"]
  clean = git-lfs clean
  required = true
[filter "a=b"]
  clean = x
`,
  );
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const config = () =>
  readPersonConfig(PROGRAM, { ...process.env, HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: home });

it("takes little of what a person has set, and nothing that is run", async () => {
  const { files, filters, remotes } = await config();
  // The machine's own configuration comes first.
  expect(files.slice(-2)).toEqual(["-c", "core.autocrlf=input"]);
  expect(filters.slice(-2)).toEqual(["-c", "filter.lfs.required=true"]);
  expect(remotes.filter((option) => option !== "-c").slice(-3)).toEqual([
    "credential.helper=store",
    "credential.https://example.org.helper=other",
    "url.git@example.org:.insteadof=https://example.org/",
  ]);
  expect([...files, ...filters, ...remotes].join(" ")).not.toMatch(/touch|alias|a=b/);
});

it("writes no files that a filter of the person's should have changed first", async () => {
  const stage = new GitStage({ personConfig: config });
  try {
    stage.write(".gitattributes", "*.big filter=lfs\n");
    stage.write("movie.big", "raw\n");
    stage.write("text.md", "one\r\ntwo\r\n");
    expect(await stage.call(["add", "movie.big"])).toMatchObject({ code: 128 });
    expect(await stage.call(["add", "text.md"])).toMatchObject({ code: 0 });
    expect(stage.git("cat-file", "-p", ":text.md")).toBe("one\ntwo\n");
    expect(await stage.call(["status"])).toMatchObject({ code: 0 });
  } finally {
    stage.remove();
  }
});
