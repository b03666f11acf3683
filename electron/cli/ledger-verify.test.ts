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

  it("finds nothing wrong with a project that has no record yet", async () => {
    rmSync(join(project, ".quorum"), { recursive: true });
    const { code, stdout } = await runCli(["ledger", "verify"], project);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "0 entries in 0 files\nintact\n" });
  });
});
