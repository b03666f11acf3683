import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledgerFolder } from "../hub/ledger/ledger-folder.ts";
import { openLedger } from "../hub/ledger/open-ledger.ts";
import type { Ledger } from "../hub/ledger/ledger.ts";
import { createJsonLog } from "../hub/log/json-log.ts";
import { runCli } from "./run-cli.test-support.ts";

const KEY = { agent: "qa", item: "msg-claude-2026-02-04-143022", file: "1" };

let project = "";
let ledger: Ledger;

beforeEach(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "quorum-cli-")));
  writeFileSync(join(project, "quorum.json"), "{}");
  mkdirSync(join(project, ".quorum"));
  const log = createJsonLog(() => undefined, Date.now);
  ledger = await openLedger({ folder: ledgerFolder(join(project, ".quorum")), now: Date.now, log });
});

afterEach(async () => {
  await ledger.close();
  rmSync(project, { recursive: true, force: true });
});

describe("ledger verify", () => {
  it("prints what stands in the record, and that it is intact, while a hub writes to it", async () => {
    await ledger.create([KEY]);
    const attempt = (await ledger.begin([KEY], "paste")) ?? expect.fail();
    await ledger.settle(attempt, { kind: "announced", how: "paste", proof: "It was seen." });
    const { code, stdout } = await runCli(["ledger", "verify", "--project", project]);
    expect(stdout.split("\n").map((line) => line.trim())).toEqual([
      "4 entries in 1 file",
      "1 created",
      "1 begun to announce",
      "1 announced",
      "intact",
      "",
    ]);
    expect(code).toBe(0);
  });

  it("names each break with its file and line, and fails", async () => {
    await ledger.create([KEY]);
    await ledger.close();
    const file = join(project, ".quorum", "ledger", "000001.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace("msg-claude", "msg-clever"));
    const { code, stdout } = await runCli(["ledger", "verify"], project);
    expect(stdout).toContain("broken in 1 place:\n  000001.jsonl:2: This line is not what was written.\n");
    expect(stdout).not.toContain("intact");
    expect(code).toBe(1);
    const { stdout: json } = await runCli(["ledger", "verify", "--json"], project);
    expect(JSON.parse(json)).toMatchObject({ breakCount: 1, breaks: [{ file: "000001.jsonl", line: 2 }] });
  });

  it("shows the latest calls of tools, as lines that steer no terminal", async () => {
    const call = { kind: "tool-call", door: "session", server: "git", tool: "git", ms: 12.34 } as const;
    ledger.note({ ...call, user: "bu", arguments: '{"args":["log"]}', outcome: "done" });
    const reason = "Error: Not\u001b[31m here.";
    ledger.note({ ...call, user: "qa", arguments: '{"args":["config"]}', outcome: "refused", reason });
    await ledger.create([KEY]);
    const { code, stdout } = await runCli(["ledger", "calls", "--project", project]);
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.replace(/^\d+ s/, "0 s").replaceAll(/ +/g, " "))).toEqual([
      "AGO USER TOOL OUTCOME MS ARGUMENTS",
      '0 s bu git/git done 12.3 {"args":["log"]}',
      '0 s qa git/git refused 12.3 {"args":["config"]}: Error: Not [31m here.',
      "",
    ]);
    const { stdout: json } = await runCli(
      ["ledger", "calls", "--json", "--user", "qa", "--last", "1"],
      project,
    );
    expect(JSON.parse(json)).toMatchObject([{ user: "qa", outcome: "refused", reason }]);
    const { stdout: verified } = await runCli(["ledger", "verify"], project);
    expect(verified).toMatch(/2 calls of tools\n.*intact/s);
  });

  it("finds nothing wrong with a project that has no record yet", async () => {
    rmSync(join(project, ".quorum"), { recursive: true });
    const { code, stdout } = await runCli(["ledger", "verify"], project);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "0 entries in 0 files\nintact\n" });
  });
});
