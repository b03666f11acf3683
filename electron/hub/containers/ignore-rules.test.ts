import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addIgnoreRules, missingIgnoreRules } from "./ignore-rules.ts";

const RULE = ".claude/users/*/container/";

let root: string;
let file: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "quorum-ignore-"));
  file = join(root, ".gitignore");
  await mkdir(join(root, ".git"));
});
afterEach(() => rm(root, { recursive: true }));

describe("the ignore rules of a project", () => {
  it("are missing where nothing leaves the logins of agents out", async () => {
    expect(await missingIgnoreRules(root)).toEqual([RULE]);
    await writeFile(file, "node_modules/\n# .claude/\n");
    expect(await missingIgnoreRules(root)).toEqual([RULE]);
  });

  it.each([RULE, "/.claude/users/*/container", ".claude/", ".claude/users/", "**/container/"])(
    "are there where it says %s",
    async (rule) => {
      await writeFile(file, `node_modules/\r\n${rule}\r\n`);
      expect(await missingIgnoreRules(root)).toEqual([]);
    },
  );

  it("are asked for in a folder of a larger repository, and nowhere else", async () => {
    const inner = join(root, "inner");
    await mkdir(inner);
    expect(await missingIgnoreRules(inner)).toEqual([RULE]);
    await rm(join(root, ".git"), { recursive: true });
    expect(await missingIgnoreRules(inner)).toEqual([]);
  });

  it("are added at the end, once, in the way in which the file's lines end", async () => {
    await writeFile(file, "dist/\r\nout/");
    await addIgnoreRules(root);
    await addIgnoreRules(root);
    const text = await readFile(file, "utf8");
    expect(text).toBe(
      `dist/\r\nout/\r\n# The configuration of agents in containers, with their logins.\r\n${RULE}\r\n`,
    );
    expect(await missingIgnoreRules(root)).toEqual([]);
  });

  it("are put into a file of their own where there is none", async () => {
    await addIgnoreRules(root);
    expect(await readFile(file, "utf8")).toMatch(/^# .*\n\.claude\/users\/\*\/container\/\n$/);
  });

  it.skipIf(process.platform === "win32")("are not written through a link", async () => {
    const elsewhere = join(root, "elsewhere");
    await writeFile(elsewhere, "");
    await symlink(elsewhere, file);
    await expect(addIgnoreRules(root)).rejects.toMatchObject({ code: "conflict" });
    expect(await readFile(elsewhere, "utf8")).toBe("");
  });
});
