import { mkdirSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { FileProblem, InboxItem } from "../../../shared/contract/inbox.ts";
import { DocumentView } from "../../../shared/contract/qms.ts";
import { linkOut, writeLargeProject } from "./testing/large-project.test-support.ts";
import { addOddities } from "./testing/oddities.test-support.ts";
import {
  documentText,
  messageText,
  notificationText,
  taskText,
} from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const CR = { folder: "CR/CR-001" };

describe("the first picture of a project", () => {
  trackDisposables();
  const rig = useReaderRig();

  it("is empty where there is nothing", async () => {
    const { state } = await rig.open();
    expect(state).toEqual({ documents: [], problems: [], counts: {}, items: {} });
  });

  it("has each document as its files have it", async () => {
    const { files } = rig;
    files.document("CR-001", "CR", {
      ...CR,
      title: "Raise the limit",
      meta: {
        version: "1.1",
        status: "IN_POST_REVIEW",
        checked_out: true,
        checked_out_date: "2026-02-04",
        pending_assignees: ["tu_ui"],
        review_outcomes: { qa: "RECOMMEND", bu: "UPDATES_REQUIRED" },
      },
    });
    files.document("CR-001-VAR-001", "VAR", CR);
    files.document("CR-001-ADD-001", "ADD", { ...CR, meta: { status: "CLOSED", responsible_user: null } });
    files.document("SOP-001", "SOP", {
      folder: "SOP",
      meta: { status: "EFFECTIVE", version: "3.0", executable: false, effective_version: "3.0" },
    });
    rig.age();
    const followed = await rig.open();
    expect(followed.document("CR-001")).toEqual({
      id: "CR-001",
      type: "CR",
      title: "Raise the limit",
      status: "IN_POST_REVIEW",
      version: "1.1",
      isExecutable: true,
      owner: "claude",
      isCheckedOut: true,
      checkedOutDate: "2026-02-04",
      pending: ["tu_ui"],
      outcomes: { qa: "RECOMMEND", bu: "UPDATES_REQUIRED" },
      round: {
        workflow: "POST_REVIEW",
        assigned: ["qa", "bu", "tu_ui"],
        answers: { qa: "RECOMMEND", bu: "UPDATES_REQUIRED" },
      },
      children: ["CR-001-ADD-001", "CR-001-VAR-001"],
      progress: { step: 6, steps: 10 },
      hasDraft: true,
      hasEffective: false,
      isForeign: false,
      changedAt: statSync(files.path("QMS/.meta/CR/CR-001.json")).mtimeMs,
      problems: [],
    });
    expect(followed.document("CR-001-ADD-001")).toMatchObject({
      type: "ADD",
      parent: "CR-001",
      progress: { step: 10, steps: 10 },
      hasDraft: false,
      hasEffective: true,
    });
    expect(followed.document("CR-001-ADD-001")).not.toHaveProperty("owner");
    expect(followed.document("SOP-001")).toMatchObject({
      isExecutable: false,
      effectiveVersion: "3.0",
      progress: { step: 4, steps: 4 },
    });
    expect(followed.reader.problems).toEqual([]);
  });

  it("has each user's items, and counts them", async () => {
    const { files } = rig;
    files.inbox("qa", "task-CR-001-pre_review-v0-1.md", taskText("CR-001", "Raise the limit"));
    files.inbox("qa", "msg-claude-2026-02-04-143022.md", messageText("claude", "qa", "A question"));
    files.inbox("qa", "msg-claude-2026-02-04-143022-2.md", messageText("claude", "qa", "Another"));
    files.inbox("qa", "notif-CR-001-approved-2026-02-04.md", notificationText("CR-001", "APPROVED"));
    files.inbox("qa", "note.md", "# Remember\n");
    mkdirSync(files.path(".claude/users/claude"), { recursive: true });
    rig.age();
    const followed = await rig.open();
    const { state } = followed;
    const none = { task: 0, message: 0, notification: 0, unknown: 0 };
    expect(state.counts).toEqual({
      claude: none,
      qa: { task: 1, message: 2, notification: 1, unknown: 1 },
    });
    const at = Date.UTC(2026, 1, 4, 14, 30, 22);
    expect(state.items["qa"]).toMatchObject([
      { id: "msg-claude-2026-02-04-143022", kind: "message", title: "A question", from: "claude", at },
      { id: "msg-claude-2026-02-04-143022-2", kind: "message", title: "Another", from: "claude", at },
      { id: "note", kind: "unknown", title: "Remember" },
      {
        id: "notif-CR-001-approved-2026-02-04",
        kind: "notification",
        title: "CR-001 has been approved by qa.",
        document: "CR-001",
        event: "APPROVED",
      },
      {
        id: "task-CR-001-pre_review-v0-1",
        kind: "task",
        title: "Pre-review of CR-001: Raise the limit",
        from: "claude",
        document: "CR-001",
        workflow: "PRE_REVIEW",
      },
    ]);
    expect(followed.counts).toContain("qa 1 2 1 1");
  });

  it("tells all of a project of some size, and what the contract allows", async () => {
    writeLargeProject(rig.files.root, { documents: 300, events: 600, items: 600 });
    rig.age();
    const { state } = await rig.open();
    expect(state.documents.length).toBeGreaterThan(300);
    const counted = Object.values(state.counts).flatMap((counts) => Object.values(counts));
    const items = Object.values(state.items).flat();
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(items.length);
    expect(items.length).toBeGreaterThan(600);
    for (const view of state.documents) expect(DocumentView.parse(view)).toEqual(view);
    for (const item of items) expect(InboxItem.parse(item)).toEqual(item);
  });
});

/** The problem of each odd file, and the document that it is told with; none where the file belongs to none. */
const ODDITIES: readonly (readonly [path: string, document: string | undefined, problem: RegExp])[] = [
  ["QMS/Sop/SOP-001-draft.md", "SOP-001", /wrong folder\. Move it to QMS\/SOP\/SOP-001-draft\.md/],
  ["QMS/.meta/SOP/SOP-001.json", "SOP-001", /document that it describes is missing/],
  ["QMS/.meta/TP/CR-010-TP-001-ER-001.json", "CR-010-TP-001-ER-001", /Move it to QMS\/\.meta\/ER/],
  ["QMS/.meta/INV/CR-011.json", "CR-011", /Remove this other one/],
  ["QMS/.meta/CR/CR-012.json", "CR-012", /not complete JSON/],
  ["QMS/.meta/CR/CR-013.json", "CR-013", /state of CR-099 by what it says/],
  ["QMS/.meta/CR/CR-014.json", "CR-014", /Restore it/],
  ["QMS/CR/CR-015/CR-015-draft.md", "CR-015", /state is missing/],
  ["QMS/.meta/CR/CR-016.json", "CR-016", /status is not as it should be/],
  [".claude/users/claude/workspace/CR-017.md", "CR-017", /more than once: claude and qa/],
  ["QMS/CR/CR-024/CR-024-draft.md", "CR-024", /no title/],
  ["QMS/CR/CR-026/CR-026-draft.md", "CR-026", /frontmatter/],
  ["QMS/CR/CR-027/CR-027-draft.md", "CR-027", /Line 3 of the frontmatter/],
  ["QMS/CR/CR-028/CR-028-draft.md", "CR-028", /not UTF-8/],
  ["QMS/CR/CR-030/CR-030-draft.md", "CR-030", /empty/],
  ["QMS/CR/CR-032/CR-032-draft.md", "CR-032", /no title/],
  ["QMS/.audit/CR/CR-097.jsonl", undefined, /history of a document that is not there/],
  [".claude/users/qa/inbox/folder.md", undefined, /a folder where a file belongs/],
  [".claude/users/lead/inbox", undefined, /a file where a folder belongs/],
];

describe("what is odd in a project", () => {
  trackDisposables();
  const rig = useReaderRig();

  it("is a problem of its file, said in a sentence, and hides nothing else", async () => {
    addOddities(rig.files);
    rig.age();
    const { state, reader } = await rig.open();
    for (const [path, id, sentence] of ODDITIES) {
      const told = id === undefined ? reader.problems : reader.document(id)?.problems;
      const problems = told?.filter((one) => one.path === path).map(({ problem }) => problem);
      expect(problems?.join("\n"), path).toMatch(sentence);
    }
    const all = [...state.documents.flatMap(({ problems }) => problems), ...reader.problems];
    expect([...new Set(all.map(({ path }) => path))].toSorted()).toEqual(
      ODDITIES.map(([path]) => path).toSorted(),
    );
    for (const one of all) {
      expect(FileProblem.parse(one)).toEqual(one);
      expect(one.problem).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("costs what can still be read of its document nothing", async () => {
    addOddities(rig.files);
    rig.age();
    const followed = await rig.open();
    const titles = Object.fromEntries(followed.state.documents.map(({ id, title }) => [id, title]));
    expect(titles).toMatchObject({
      "CR-012": "About CR-012",
      "CR-020": "Legacy head",
      "CR-021": "Without a summary",
      "CR-022": "Behind an empty one",
      "CR-023": "Long head",
      "CR-025": "[unclosed - and: {broken",
      "CR-029": "red evil",
      "CR-031": "Windows line ends",
    });
    expect(followed.document("CR-013")).toMatchObject({ status: "DRAFT", version: "0.1" });
    expect(followed.document("CR-016")).toMatchObject({ version: "0.1", owner: "claude" });
    expect(followed.document("CR-016")).not.toHaveProperty("status");
    const foreign = followed.state.documents.filter(({ isForeign }) => isForeign).map(({ id }) => id);
    expect(foreign).toEqual(["OQ-001", "VAR-001"]);
    expect(followed.document("CR-010-ADD-001").children).toEqual([
      "CR-010-ADD-001-VAR-001",
      "CR-010-ADD-001-VR-001",
    ]);
    expect(followed.document("TEMPLATE-SOP")).toMatchObject({ status: "EFFECTIVE", problems: [] });
  });

  it("is a problem of the item in an inbox, which is shown among its like", async () => {
    addOddities(rig.files);
    rig.age();
    const { state } = await rig.open();
    expect(state.counts["qa"]).toEqual({ task: 2, message: 1, notification: 0, unknown: 3 });
    expect(state.items["qa"]).toMatchObject([
      { id: "a name with spaces", kind: "unknown", problem: expect.stringMatching(/Rename it/) },
      { id: "empty", kind: "unknown", problem: expect.stringMatching(/^It is empty/) },
      {
        id: "msg-claude-2026-02-04-143022",
        kind: "message",
        from: "mallory",
        problem: expect.stringMatching(/^Its name says claude, but its from is mallory/),
      },
      { id: "strange", kind: "unknown", title: "A heading" },
      { id: "task-CR-010-pre_review-v0-1", title: expect.stringMatching(/YAML takes for a map/) },
      {
        id: "task-nonsense",
        kind: "task",
        problem: expect.stringMatching(/no end.*begins like that of a task/),
      },
    ]);
  });

  it("can be shown as it is: nothing steers a terminal or turns a text round, and nothing is longer than allowed", async () => {
    const { files } = rig;
    const hostile = "\\e[31m\\e]0;owned\\a\\u202E\\u0085\\u2028";
    files.document("CR-001", "CR", {
      ...CR,
      text: `---\ntitle: "${hostile}${"😀".repeat(400)}"\n---\n\nBody\n`,
      meta: {
        responsible_user: "\u001b[2Jclaude\u202e",
        pending_assignees: ["😀".repeat(90), 7, "\u009b2Jqa"],
        review_outcomes: { "\u001b]0;x\u0007bu": "RECOMMEND", ["x".repeat(300)]: "RECOMMEND", qa: "PERHAPS" },
        checked_out_date: "\u202e".repeat(10) + "9".repeat(90),
        effective_version: "9".repeat(90),
      },
    });
    files.document("SDLC-AAAAAAAAAAAAAAAA-RTM", "X".repeat(90), { folder: "SDLC-AAAAAAAAAAAAAAAA" });
    files.document("Y".repeat(190), "Y".repeat(90), { folder: "Y".repeat(90) });
    const message = `---\nfrom: "${hostile}${"😀".repeat(90)}"\nsubject: "${hostile}${"😀".repeat(400)}"\n---\n\nx\n`;
    files.inbox("qa", "msg-claude-2026-02-04-143022.md", message);
    files.inbox("qa", `notif-CR-001-${"a".repeat(100)}-2026-02-04.md`, "x");
    files.inbox("qa", `msg-${"b".repeat(100)}-2026-02-04-143022.md`, `---\nsubject: [\n---\n`);
    files.inbox("qa", `${"c".repeat(240)}.md`, `---\ndoc_id: ${"d".repeat(1000)}\ntimestamp: never\n---\n`);
    rig.age();
    const { state, reader } = await rig.open();
    for (const view of state.documents) expect(DocumentView.safeParse(view).error).toBeUndefined();
    for (const item of state.items["qa"] ?? []) expect(InboxItem.safeParse(item).error).toBeUndefined();
    expect(state.documents).toHaveLength(3);
    expect(state.items["qa"]).toHaveLength(4);
    expect(JSON.stringify(state)).not.toMatch(/\\u00[01]|\\u007f|[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
    expect(reader.document("CR-001")).toMatchObject({ owner: "claude", outcomes: { bu: "RECOMMEND" } });
  });

  it("is not followed out of the project, and holds nothing up", async () => {
    const { files } = rig;
    files.document("CR-001", "CR", CR);
    files.write(".claude/users/qa/inbox/note.md", "# Here\n");
    mkdirSync(files.path(".claude/users/claude"), { recursive: true });
    if (!linkOut(files, ".claude/users/claude/inbox") || !linkOut(files, "QMS/INV")) return;
    linkOut(files, "QMS/CR/CR-001/CR-009-draft.md");
    linkOut(files, ".claude/users/qa/inbox/linked.md");
    rig.age();
    const followed = await rig.open();
    expect(followed.problemOf(".claude/users/claude/inbox")).toMatch(/out of the project/);
    expect(followed.problemOf("QMS/INV")).toMatch(/out of the project/);
    expect(followed.problemOf("QMS/CR/CR-001/CR-009-draft.md")).toMatch(/links are not read/);
    expect(followed.problemOf(".claude/users/qa/inbox/linked.md")).toMatch(/links are not read/);
    expect(followed.state.items).toMatchObject({ claude: [], qa: [{ id: "note" }] });
    expect(followed.state.documents).toMatchObject([{ id: "CR-001", problems: [] }]);
  });

  it("does not count among copies what users keep in their workspaces beside them", async () => {
    const { files } = rig;
    files.write(".claude/users/claude/workspace/README.md", "# My notes\n");
    files.write(".claude/users/claude/workspace/CR-404.md", documentText("Left over"));
    rig.age();
    const { reader } = await rig.open();
    expect(reader.problems.map(({ path }) => path)).toEqual([".claude/users/claude/workspace/CR-404.md"]);
  });
});
