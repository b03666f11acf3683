import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { rounds, seededRandom, type SeededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { hasCode } from "../files/has-code.ts";
import {
  auditLine,
  documentText,
  messageText,
  ProjectFiles,
  taskText,
} from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const SOON_MS = 20;
const CR = { folder: "CR/CR-001" };

describe("changes that the system does not tell of", () => {
  trackDisposables();
  const rig = useReaderRig();

  it("are found by looking every now and then, and a lack of watches is said", async () => {
    const { files } = rig;
    files.document("CR-001", "CR", CR);
    files.inbox("qa", "note.md", "# One\n");
    rig.age();
    const followed = await rig.open({ mostWatches: 0, sweepMs: SOON_MS });
    await followed.until(() => followed.problemOf("QMS") !== undefined);
    expect(followed.problemOf("QMS")).toMatch(/no watch left/);
    expect(await followed.reader.figures()).toMatchObject({ foldersWatched: 0 });
    expect(rig.logged.join("")).toContain("no more folders can be watched");

    files.inbox("qa", "msg-claude-2026-02-04-143022.md", messageText("claude", "qa", "Hello"));
    await followed.until(() => followed.reader.counts.get("qa")?.message === 1);
    writeFileSync(files.path(".claude/users/qa/inbox/note.md"), "# Two\n");
    await followed.until(() => followed.item("qa", "note")?.title === "Two");
    unlinkSync(files.path(".claude/users/qa/inbox/note.md"));
    await followed.until(() => followed.reader.counts.get("qa")?.unknown === 0);
    files.document("INV-001", "INV", { folder: "INV/INV-001" });
    await followed.until(() => followed.reader.document("INV-001")?.hasDraft === true);
    rmSync(files.path("QMS/INV"), { recursive: true });
    await followed.until(() => !followed.document("INV-001").hasDraft);
    // A new folder in the QMS does not make it forget that watches are missing.
    expect(followed.problemOf("QMS")).toMatch(/no watch left/);
  });

  it("are found when asked to look at everything", async () => {
    const { files } = rig;
    files.inbox("qa", "note.md", "# One\n");
    rig.age();
    const followed = await rig.open({ mostWatches: 0 });
    writeFileSync(files.path(".claude/users/qa/inbox/note.md"), "# Two\n");
    files.document("CR-001", "CR", CR);
    await followed.reader.refresh();
    await followed.until(() => followed.item("qa", "note")?.title === "Two");
    await followed.until(() => followed.reader.document("CR-001") !== undefined);
  });

  it("cost a project that stays as it is no reading", async () => {
    const { files } = rig;
    for (let index = 100; index < 150; index += 1)
      files.document(`CR-${index}`, "CR", { folder: `CR/CR-${index}` });
    rig.age();
    const followed = await rig.open({ mostWatches: 0, sweepMs: SOON_MS });
    const before = await followed.reader.figures();
    await followed.reader.refresh();
    await followed.reader.refresh();
    const after = await followed.reader.figures();
    expect(after.filesLookedAt).toBeGreaterThan(before.filesLookedAt);
    expect(after.filesRead).toBe(before.filesRead);
    expect(followed.documents).toHaveLength(50);
  });

  it("do not stay hidden behind a clock that was put back", async () => {
    const { files } = rig;
    files.inbox("qa", "note.md", "# One\n");
    rig.age();
    const followed = await rig.open();
    // Older than what was read, and of the same length.
    rig.put(".claude/users/qa/inbox/note.md", "# Two\n");
    await followed.until(() => followed.item("qa", "note")?.title === "Two");
  });

  it("do not stay hidden where a link begins to lead somewhere", async () => {
    const { files } = rig;
    mkdirSync(files.path(".claude/users/qa"), { recursive: true });
    symlinkSync(files.path(".claude/users/bu/inbox"), files.path(".claude/users/qa/inbox"), "junction");
    rig.age();
    const followed = await rig.open({ sweepMs: SOON_MS });
    expect(followed.problemOf(".claude/users/qa/inbox")).toMatch(/nowhere/);
    files.inbox("bu", "note.md", "# One\n");
    await followed.until(() => followed.item("qa", "note") !== undefined);
    await followed.until(() => followed.reader.problems.length === 0);
  });

  it.each([
    ["with watches", Infinity],
    ["with a few watches", 4],
    ["without watches", 0],
  ])(
    "leave nothing behind, whatever happens to the files %s",
    { timeout: 60_000 },
    async (_how, mostWatches) => {
      mkdirSync(rig.files.path(SHARED), { recursive: true });
      for (let round = 0; round < rounds(3); round += 1) {
        const random = seededRandom(round * 7 + Math.min(mostWatches, 9));
        // From the second round on it begins with what was kept of the one before.
        const followed = await rig.open({ mostWatches, sweepMs: SOON_MS });
        for (let step = 0; step < 60; step += 1) {
          changeSomething(rig.files.root, random);
          if (random.below(4) === 0) await nextTurn();
        }
        const state = await rig.stateOnDisk();
        await followed.untilSameAs(state);
        await followed.close();
        for (let step = 0; step < 10; step += 1) changeSomething(rig.files.root, random);
      }
    },
  );
});

const SHARED = ".claude/users/shared/inbox";
const USERS = ["qa", "claude"];

/** One change of any kind that users, programs and git make. */
function changeSomething(root: string, random: SeededRandom): void {
  const files = new ProjectFiles(root);
  const one = (names: readonly string[]): string => names[random.below(names.length)] ?? "";
  const top = one(["CR-001", "CR-002", "INV-001"]);
  const id = one([top, `${top}-VAR-001`]);
  const type = id === top ? top.slice(0, -4) : "VAR";
  const folder = `QMS/${top.slice(0, -4)}/${top}`;
  const inbox = `.claude/users/${one(USERS)}/inbox`;
  const item = `${inbox}/${one(["note", "msg-bu-2026-02-04-143022", "task-CR-001-pre_review-v0-1"])}.md`;
  const number = random.below(1000);
  const changes: readonly (() => void)[] = [
    () => files.document(id, type, { folder: folder.slice(4), title: `Title ${number}` }),
    () => files.write(`QMS/.meta/${type}/${id}.json`, JSON.stringify({ doc_id: id, version: `${number}.0` })),
    () => files.write(`${folder}/${id}-draft.md`, documentText(`Title ${number}`)),
    () => files.write(`QMS/.audit/${type}/${id}.jsonl`, `${auditLine("CHECKIN", { number })}\n`),
    () => renameSync(files.path(`${folder}/${id}-draft.md`), files.path(`${folder}/${id}.md`)),
    () => unlinkSync(files.path(`QMS/.meta/${type}/${id}.json`)),
    () => rmSync(files.path(folder), { recursive: true, force: true }),
    () => renameSync(files.path(folder), files.path(folder.replace(/\d+$/, "009"))),
    () => files.write(item, messageText("bu", "qa", `Subject ${number}`)),
    () => files.write(item, taskText("CR-001", `Title ${number}`)),
    () => files.write(`${SHARED}/note.md`, `# Number ${number}\n`),
    () => unlinkSync(files.path(item)),
    () => renameSync(files.path(item), files.path(`${inbox}/other.md`)),
    () => files.write(`.claude/users/${one(USERS)}/workspace/${id}.md`, documentText("Copy")),
    () => rmSync(files.path(inbox), { recursive: true, force: true }),
    () => rmSync(files.path(dirname(inbox)), { recursive: true, force: true }),
    () => writeFileSync(files.path(inbox), "a file"),
    () => symlinkSync(files.path(SHARED), files.path(inbox), "junction"),
    () =>
      files.write(
        "QMS/.meta/sdlc_namespaces.json",
        number % 2 === 0 ? "{}" : '{"ACME": {"path": "SDLC-ACME"}}',
      ),
  ];
  try {
    changes[random.below(changes.length)]?.();
  } catch (error) {
    // What it meant to change may not be there, or be something else by now.
    if (!hasCode(error, "ENOENT", "ENOTDIR", "EEXIST", "EISDIR", "ENOTEMPTY", "EPERM")) throw error;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
