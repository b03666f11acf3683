import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GitStage } from "./git-stage.test-support.ts";
import { isGovernedPath } from "./rules/governed-path.ts";

const OK = { code: 0 };
const REFUSED = { code: 1, errors: expect.stringContaining("git must not change in the project itself") };

let stage: GitStage;

beforeEach(() => {
  stage = new GitStage();
  stage.write("QMS/CR/CR-001.md", "Draft\n");
  stage.git("add", ".");
  stage.git("commit", "-q", "-m", "A document");
  stage.git("switch", "-q", "-c", "qa/other");
  stage.write("QMS/CR/CR-001.md", "Changed on another branch\n");
  stage.git("commit", "-q", "-am", "Changes a document");
  stage.git("push", "-q", "origin", "qa/other");
  stage.git("switch", "-q", "main");
  stage.git("switch", "-q", "-c", "qa/code");
  stage.write("src/main.ts", "export const a = 2;\n");
  stage.git("commit", "-q", "-am", "Changes code");
  stage.git("push", "-q", "origin", "qa/code");
  stage.git("switch", "-q", "main");
});

afterEach(() => stage.remove());

function document(): string {
  return readFileSync(join(stage.root, "QMS/CR/CR-001.md"), "utf8");
}

describe("files of the QMS in the project itself", () => {
  it("are changed by no switch and no pull, and code is", async () => {
    expect(await stage.call(["switch", "qa/other"])).toMatchObject(REFUSED);
    expect(await stage.call(["switch", "--detach", "origin/qa/other"])).toMatchObject(REFUSED);
    expect(await stage.call(["switch", "-c", "qa/mine", "qa/other"])).toMatchObject(REFUSED);
    expect(await stage.call(["pull", "--ff-only", "origin", "qa/other"])).toMatchObject(REFUSED);
    expect([stage.git("branch", "--show-current").trim(), document()]).toEqual(["main", "Draft\n"]);
    expect(await stage.call(["pull", "--ff-only", "origin", "qa/code"])).toMatchObject(OK);
    expect(await stage.call(["switch", "-c", "qa/mine"])).toMatchObject(OK);
    expect(await stage.call(["switch", "-c", "qa/from", "qa/code"])).toMatchObject(OK);
    expect(stage.git("log", "-1", "--format=%s").trim()).toBe("Changes code");
  });

  it("stay as they are when the rest is stashed", async () => {
    stage.write("QMS/CR/CR-001.md", "Written by the QMS\n");
    stage.write("src/main.ts", "export const a = 3;\n");
    expect(await stage.call(["stash", "push"])).toMatchObject(OK);
    expect(document()).toBe("Written by the QMS\n");
    expect(stage.git("status", "--porcelain").trim()).toBe("M QMS/CR/CR-001.md");
    expect(await stage.call(["stash", "pop"])).toMatchObject(OK);
    expect(stage.git("status", "--porcelain")).toContain("src/main.ts");
    stage.git("add", "QMS");
    for (const argv of [["stash"], ["stash", "push", "-S"], ["stash", "push", "src"]])
      expect(await stage.call(argv)).toMatchObject({ code: 1, errors: expect.stringContaining("is staged") });
    expect(document()).toBe("Written by the QMS\n");
  });

  it("come out of no stash that a person made", async () => {
    stage.write("QMS/CR/CR-001.md", "Put aside\n");
    stage.git("stash", "push", "-q");
    stage.write("QMS/CR/CR-002.md", "New\n");
    stage.git("stash", "push", "-q", "-u");
    for (const argv of [
      ["stash", "pop"],
      ["stash", "pop", "1"],
      ["stash", "pop", "--index", "stash@{1}"],
    ])
      expect([argv, await stage.call(argv)]).toMatchObject([argv, REFUSED]);
    expect([document(), existsSync(join(stage.root, "QMS/CR/CR-002.md"))]).toEqual(["Draft\n", false]);
  });

  it("can be committed as they are, and are all free in a worktree", async () => {
    stage.write("QMS/CR/CR-001.md", "Written by the QMS\n");
    expect(await stage.call(["add", "QMS"])).toMatchObject(OK);
    expect(await stage.call(["commit", "-m", "Document"])).toMatchObject(OK);
    expect(await stage.call(["worktree", "add", "--detach", "trees/qa/one", "main"])).toMatchObject(OK);
    expect(await stage.call(["switch", "qa/other"], "writer", "trees/qa/one")).toMatchObject(OK);
    expect(document()).toBe("Written by the QMS\n");
  });

  it("are known in every spelling that some file system takes for theirs", () => {
    const governed = [
      "QMS",
      "qms/CR/x.md",
      "Qms/x",
      "QMS./x",
      "QMS /x",
      "QM\u200bS/x",
      "ＱＭＳ/x",
      "QMS:s/x",
    ];
    const others = [
      ".Claude/agents/qa.md",
      "CLAUDE~1/x",
      "quorum.json",
      "QUORUM~1.JSO",
      ".mcp.json",
      "CLAUDE.md",
    ];
    for (const path of [...governed, ...others]) expect([path, isGovernedPath(path)]).toEqual([path, true]);
    for (const path of ["src/QMS/x", "QMSX/x", "docs/CLAUDE.md", "readme.md", "qms.ts"])
      expect([path, isGovernedPath(path)]).toEqual([path, false]);
  });
});

describe("files that hold secrets", () => {
  it("are neither taken in nor shown", async () => {
    stage.write("config/.env.local", "TOKEN=1\n");
    stage.write(".env.example", "TOKEN=\n");
    expect(await stage.call(["add", "-A"])).toMatchObject({
      ...OK,
      notes: [expect.stringContaining("config/.env.local")],
    });
    expect(await stage.call(["add", "config/.env.local"])).not.toMatchObject(OK);
    expect(stage.git("diff", "--cached", "--name-only").trim()).toBe(".env.example");
    stage.write(".env", "TOKEN=old\n");
    stage.git("add", "-f", ".env");
    stage.git("commit", "-q", "-m", "By mistake");
    stage.write(".env", "TOKEN=new-secret\n");
    for (const argv of [["diff"], ["diff", "HEAD"], ["diff", "--", ".env"], ["blame", ".env"]])
      expect(JSON.stringify([argv, await stage.call(argv)])).not.toContain("new-secret");
    expect(await stage.call(["commit", "-a", "-m", "All"])).toMatchObject({ code: 1 });
    expect(await stage.call(["commit", "-m", "Paths", ".env", "readme.md"])).not.toMatchObject(OK);
    expect(stage.git("log", "-p", "--all")).not.toContain("new-secret");
    await stage.call(["stash"]);
    expect(readFileSync(join(stage.root, ".env"), "utf8")).toBe("TOKEN=new-secret\n");
  });

  it("and what is hidden from an agent are left out alike", async () => {
    mkdirSync(join(stage.root, "keys"));
    stage.write("keys/one.txt", "hidden-text\n");
    stage.write("new.txt", "x\n");
    expect(await stage.call(["add", "-A"], "writer", undefined, ["keys"])).toMatchObject(OK);
    expect(await stage.call(["add", "keys/one.txt"], "writer", undefined, ["keys"])).not.toMatchObject(OK);
    expect(await stage.call(["add", "KEYS"], "writer", undefined, ["keys"])).not.toMatchObject(OK);
    expect(stage.git("diff", "--cached", "--name-only").trim()).toBe("new.txt");
  });
});
