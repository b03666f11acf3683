import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { definitionFile, sessionLog } from "./agent-files.ts";
import { csvCell } from "./export/export-line.ts";

const QA = AgentId.parse("qa");
let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quorum-agent-files-"));
  mkdirSync(join(root, ".claude", "agents"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the files of an agent", () => {
  it("are its definition as a clean text, and never what a link leads to", async () => {
    const file = join(root, ".claude", "agents", "qa.md");
    await expect(definitionFile(root, QA)).rejects.toThrow("has no definition file");
    writeFileSync(file, "---\nname: qa\n---\nReview \u001b[31mall\r\n");
    expect(await definitionFile(root, QA)).toEqual({
      path: ".claude/agents/qa.md",
      text: "---\nname: qa\n---\nReview all\n",
      isCut: false,
    });
    writeFileSync(file, "x".repeat(300_000));
    expect((await definitionFile(root, QA)).isCut).toBe(true);
    rmSync(file);
    symlinkSync("/etc/hostname", file);
    await expect(definitionFile(root, QA)).rejects.toThrow("has no definition file");
  });

  it("are the last lines of its latest session's log, in which no secret is left", async () => {
    expect(await sessionLog(join(root, "none"), 5)).toEqual([]);
    for (const [session, text] of [
      ["20260203T010203004Z-0000aa", "old\n"],
      ["20260204T010203004Z-0000aa", `one\n${SECRETS.join("\n")}\nlast\n`],
    ] as const) {
      mkdirSync(join(root, session));
      writeFileSync(join(root, session, "agentd.log"), text);
    }
    expect(await sessionLog(root, 1)).toEqual(["last"]);
    const log = (await sessionLog(root, 100)).join("\n");
    expect(log).not.toMatch(/hunter2|abcdefghijklmnop/);
    expect(log).toContain("one\n");
  });
});

const SECRETS = [
  'failed {"key":"hunter2", "other": 1}',
  "Authorization: Bearer abcdefghijklmnop",
  "connect https://user:hunter2@example.org/x",
  "ANTHROPIC_API_KEY=sk-ant-abcdefghijklmnop",
  "token ghp_abcdefghijklmnopqrst was refused",
  "password: hunter2",
];

describe("a cell of an exported file", () => {
  it("is never a formula", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", '=HYPERLINK("x")'])
      expect(csvCell(text).startsWith(`"'`)).toBe(true);
    expect(csvCell('say "a, b"')).toBe('"say ""a, b"""');
  });
});
