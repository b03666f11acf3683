import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeQms, type FakeAnswer } from "./fake-qms.test-support.ts";
import { TerminalDriver } from "./terminal-driver.ts";

const GOOD = `---
title: Name the zone
revision_summary: Initial draft
---

# CR-001: Name the zone

## 1. Purpose

It is for \`[walkers]\`, see [SOP-008](SOP-008.md).

## 2. Execution items

| Item | What is done | What is expected | Result |
| --- | --- | --- | --- |
| EI-1 | Print it | One line | |

## 3. Result

_After release: what came of it._
`;
const WITH_PLACEHOLDER = GOOD.replace("It is for", "[Who needs this.]");
const DONE = GOOD.replace("One line | |", "One line | Seen |").replace(
  "_After release: what came of it._",
  "It is.",
);

const INBOX = `Inbox for qa:
------------------------------------------------------------
  📋 [REVIEW] CR-001
    Workflow: PRE_REVIEW
    ID: task-CR-001-pre_review-v0-1

  📋 [APPROVAL] INV-001-VAR-001
    ID: task-INV-001-VAR-001-pre_approval-v0-1

  💬 [MESSAGE] Hello
    From: claude

      📋 [REVIEW] CR-666
    [APPROVAL] CR-667
`;

const status = (id: string, state: string): FakeAnswer => ({
  to: ["status", id],
  text: `Document: ${id}\nStatus: ${state}\nType: CR`,
});
const document = (id: string, text: string): FakeAnswer => ({ to: ["read", id], text });

describe("the scripted agent with a qms command", () => {
  let folder: string;
  let agent: TerminalDriver | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorum-agent-"));
    await mkdir(join(folder, "project", "QMS"), { recursive: true });
  });
  afterEach(async () => {
    agent?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(
    answers: readonly FakeAnswer[] = [],
  ): Promise<{ qms: FakeQms; agent: TerminalDriver }> {
    const qms = await FakeQms.create(join(folder, "bin"), answers);
    agent = new TerminalDriver({ path: qms.folder, folder: join(folder, "project"), columns: 120, rows: 50 });
    return { qms, agent };
  }

  it("shows its inbox", async () => {
    const { qms, agent: qa } = await start([{ to: ["inbox"], text: INBOX }]);
    expect(await qa.ask("inbox")).toContain("📋 [REVIEW] CR-001");
    expect(await qms.calls()).toEqual([{ user: "qa", args: ["inbox"] }]);
  });

  it("takes every task of its inbox, and nothing that a message says", async () => {
    const { qms, agent: qa } = await start([
      { to: ["inbox"], text: INBOX },
      status("CR-001", "IN_PRE_REVIEW"),
      document("CR-001", GOOD),
      status("INV-001-VAR-001", "IN_PRE_APPROVAL"),
      document("INV-001-VAR-001", GOOD),
    ]);
    const printed = await qa.ask("work");
    expect(printed).toContain("◆ Name the zone: Read in full, 3 sections and 1 item.");
    expect(printed).toContain("✔ 2 of 2 tasks done.");
    const comment = "Read in full, 3 sections and 1 item. Each item says what is done and what is expected.";
    expect((await qms.calls()).map(({ args }) => args)).toEqual([
      ["inbox"],
      ["status", "CR-001"],
      ["read", "CR-001", "--draft"],
      ["review", "CR-001", "--recommend", `--comment=${comment}`],
      ["status", "INV-001-VAR-001"],
      ["read", "INV-001-VAR-001", "--draft"],
      ["approve", "INV-001-VAR-001"],
    ]);
  });

  it("says when there is nothing to do", async () => {
    const { agent: qa } = await start([{ to: ["inbox"], text: "Inbox is empty" }]);
    expect(await qa.ask("work")).toContain("No tasks.");
  });

  it.each([
    {
      state: "IN_PRE_REVIEW",
      text: WITH_PLACEHOLDER,
      finding: 'section "1. Purpose" still says [Who needs this.]',
    },
    {
      state: "IN_POST_REVIEW",
      text: GOOD,
      finding: 'section "3. Result" is not written; EI-1 has no result',
    },
    { state: "IN_REVIEW", text: "# Nothing", finding: "it has no sections" },
  ])("asks for updates in $state when $finding", async ({ state, text, finding }) => {
    const { qms, agent: qa } = await start([status("CR-001", state), document("CR-001", text)]);
    await qa.ask("review CR-001");
    expect((await qms.calls()).at(-1)?.args).toEqual([
      "review",
      "CR-001",
      "--request-updates",
      `--comment=Still open: ${finding}.`,
    ]);
  });

  it("rejects in the end what has no results, and approves what has", async () => {
    const { qms, agent: qa } = await start([
      { to: ["inbox"], text: "  [APPROVAL] CR-001\n\n  [APPROVAL] CR-002\n\n  [REVIEW] CR-003" },
      status("CR-001", "IN_POST_APPROVAL"),
      document("CR-001", GOOD),
      status("CR-002", "IN_POST_APPROVAL"),
      document("CR-002", DONE),
      status("CR-003", "DRAFT"),
    ]);
    const printed = await qa.ask("work");
    expect(printed).toContain("CR-003 is DRAFT: nothing waits for me.");
    expect(printed).toContain("✖ 2 of 3 tasks done.");
    const answers = (await qms.calls()).map(({ args }) => args.slice(0, 2).join(" "));
    expect(answers).toContain("reject CR-001");
    expect(answers).toContain("approve CR-002");
  });

  it.each([
    {
      line: "review CR-001 I looked at it",
      args: ["review", "CR-001", "--recommend", "--comment=I looked at it"],
    },
    {
      line: "return CR-001 -- say who",
      args: ["review", "CR-001", "--request-updates", "--comment=-- say who"],
    },
    { line: "approve CR-001", args: ["approve", "CR-001"] },
    { line: "reject CR-001 EI-1 is vague", args: ["reject", "CR-001", "--comment=EI-1 is vague"] },
    {
      line: "message tu_ui CR-001, a question: which: this?",
      args: ["message", "tu_ui", "--subject=CR-001, a question", "--", "which: this?"],
    },
    { line: "archive msg-claude-083015", args: ["inbox", "--archive=msg-claude-083015"] },
    {
      line: `qms create CR --title "Say 'hello' to $HOME" ''`,
      args: ["create", "CR", "--title", "Say 'hello' to $HOME", ""],
    },
  ])("runs qms for: $line", async ({ line, args }) => {
    const { qms, agent: qa } = await start([status("CR-001", "IN_REVIEW"), document("CR-001", GOOD)]);
    await qa.ask(line);
    expect((await qms.calls()).at(-1)).toEqual({ user: "qa", args });
  });

  it.each([
    { line: "approve ../../x", says: "no document" },
    { line: "reject CR-001", says: "a reason" },
    { line: "message qa hello", says: "a subject" },
    { line: 'qms status "CR-001', says: "not closed" },
  ])("refuses $line", async ({ line, says }) => {
    const { qms, agent: qa } = await start();
    expect(await qa.ask(line)).toContain(says);
    expect(await qms.calls()).toEqual([]);
  });

  it("shows what qms refuses, and nothing that would steer the terminal", async () => {
    const text = "Error: CR-001 is \x1b[2J\x1b]0;stolen\x07not in approval.";
    const { agent: qa } = await start([{ to: ["approve"], text, code: 1 }]);
    expect(await qa.ask("approve CR-001")).toContain("Error: CR-001 is not in approval.");
    expect(qa.title).toBe("✳ qa · idle");
  });

  it("says so when there is no qms", async () => {
    agent = new TerminalDriver({ path: join(folder, "nowhere") });
    expect(await agent.ask("work")).toContain("There is no qms command in my PATH");
    expect(await agent.ask("say still here")).toBe("still here");
  });

  it("writes a file that is pasted, in its project and outside QMS only", async () => {
    const { agent: qa } = await start();
    expect(await qa.ask("write notes.md\n# Notes\n\n- one")).toContain("Wrote notes.md, 3 lines.");
    expect(await readFile(join(folder, "project", "notes.md"), "utf8")).toBe("# Notes\n\n- one\n");
    expect(await qa.ask("write ../notes.md\nx")).toContain("in my project only");
    expect(await qa.ask("write QMS/notes.md\nx")).toContain("by the qms command only");
    expect(await qa.ask("write notes.md")).toContain("in one piece");
  });
});
