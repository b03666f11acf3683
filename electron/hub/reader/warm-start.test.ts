import { chmodSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { addOddities } from "./testing/oddities.test-support.ts";
import { documentText, messageText } from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const CR = { folder: "CR/CR-001" };
const INBOX = ".claude/users/qa/inbox";

describe("a reader that begins with what was kept", () => {
  trackDisposables();
  const rig = useReaderRig();

  /** Reads a project with all its oddities, and keeps what it read. */
  async function readOnce() {
    addOddities(rig.files);
    rig.files.document("CR-001", "CR", CR);
    rig.files.document("CR-001-VAR-001", "VAR", CR);
    rig.files.document("CR-002", "CR", { folder: "CR/CR-002" });
    rig.age();
    const followed = await rig.open();
    await followed.close();
    return followed.state;
  }

  it("knows all, tells it once, and reads nothing", async () => {
    const state = await readOnce();
    const followed = await rig.open();
    expect(followed.state).toEqual(state);
    expect(followed.documents.toSorted()).toEqual(state.documents.map(({ id }) => id).toSorted());
    await followed.reader.refresh();
    expect(await followed.reader.figures()).toMatchObject({ filesRead: 0, foldersListed: 0 });
    expect(followed.documents).toHaveLength(state.documents.length);
    rig.put(`${INBOX}/note.md`, "# One\n");
    await followed.until(() => followed.item("qa", "note") !== undefined);
    rig.put("QMS/CR/CR-001/CR-001-draft.md", documentText("Another"));
    await followed.until(() => followed.document("CR-001").title === "Another");
  });

  it("notices all that changed while nobody looked, and reads only that", async () => {
    const { files } = rig;
    rig.files.inbox("qa", "note.md", "# One\n");
    rig.files.inbox("bu", "note.md", "# One\n");
    await readOnce();
    rig.put("QMS/CR/CR-001/CR-001-draft.md", documentText("Another"));
    rig.put(`${INBOX}/note.md`, "# Two\n");
    rig.put("QMS/CR/CR-001/CR-001-VAR-002-draft.md", documentText("A new one"));
    rmSync(files.path("QMS/CR/CR-002"), { recursive: true });
    unlinkSync(files.path("QMS/.meta/CR/CR-002.json"));
    unlinkSync(files.path("QMS/.audit/CR/CR-002.jsonl"));
    rmSync(files.path(".claude/users/bu"), { recursive: true });
    unlinkSync(files.path(".claude/users/lead/inbox"));
    unlinkSync(files.path(`${INBOX}/strange.md`));
    const followed = await rig.open();
    expect(followed.document("CR-001")).toMatchObject({
      title: "Another",
      children: ["CR-001-VAR-001", "CR-001-VAR-002"],
    });
    expect(followed.reader.document("CR-002")).toBeUndefined();
    expect(followed.item("qa", "note")?.title).toBe("Two");
    expect(followed.item("qa", "strange")).toBeUndefined();
    expect([...followed.reader.counts.keys()]).not.toContain("bu");
    expect(followed.problemOf(".claude/users/lead/inbox")).toBeUndefined();
    expect((await followed.reader.figures()).filesRead).toBe(3);
    expect(followed.state).toEqual(await rig.stateOnDisk());
  });

  it("also of what was just being written when it was kept", async () => {
    const { files } = rig;
    await readOnce();
    const before = await rig.open();
    // Too young for their times to tell whether they changed once more.
    files.document("CR-003", "CR", { folder: "CR/CR-003" });
    files.inbox("qa", "msg-claude-2026-02-04-60000.md", messageText("claude", "qa", "Young"));
    files.write("QMS/CR/CR-001/CR-001-VAR-002-draft.md", documentText("Young"));
    await before.untilSameAs(await rig.stateOnDisk());
    await before.close();
    rmSync(files.path("QMS/CR/CR-003"), { recursive: true });
    unlinkSync(files.path("QMS/.meta/CR/CR-003.json"));
    unlinkSync(files.path("QMS/.audit/CR/CR-003.jsonl"));
    unlinkSync(files.path(`${INBOX}/msg-claude-2026-02-04-60000.md`));
    unlinkSync(files.path("QMS/CR/CR-001/CR-001-VAR-002-draft.md"));
    const followed = await rig.open();
    expect(followed.reader.document("CR-003")).toBeUndefined();
    expect(followed.state).toEqual(await rig.stateOnDisk());
  });

  it("misses nothing of what happens while it begins", async () => {
    for (let index = 0; index < 600; index += 1) {
      rig.files.inbox("qa", `msg-bu-2026-02-04-${100_000 + index}.md`, messageText("bu", "qa", "Old"));
    }
    rig.age();
    await (await rig.open()).close();
    const followed = rig.start();
    let isRead = false;
    void followed.reader.whenRead.then(() => (isRead = true));
    let count = 0;
    for (; !isRead || count < 50; count += 1) {
      rig.files.inbox("qa", `msg-qa-2026-02-04-${100_000 + count}.md`, messageText("qa", "qa", "New"));
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    await followed.until(() => followed.reader.counts.get("qa")?.message === 600 + count);
  });

  it("looks more closely where a folder has become a link that leads in a circle", async () => {
    await readOnce();
    rmSync(rig.files.path("QMS/CR"), { recursive: true });
    symlinkSync(rig.files.path("QMS/CR"), rig.files.path("QMS/CR"), "junction");
    const followed = await rig.open();
    expect(followed.problemOf("QMS/CR")).toMatch(/link/);
    expect(followed.document("CR-001").hasDraft).toBe(false);
    expect(rig.logged).toEqual([]);
  });

  it.each<readonly [string, (index: Buffer) => void]>([
    ["cut in half", (index) => writeFileSync(rig.indexFile, index.subarray(0, index.length / 2))],
    ["empty", () => writeFileSync(rig.indexFile, "")],
    ["something else", () => writeFileSync(rig.indexFile, '{"documents": []}\n'.repeat(100))],
    [
      "damaged in one place",
      (index) => {
        index.writeUInt8(index.readUInt8(index.length - 20) ^ 1, index.length - 20);
        writeFileSync(rig.indexFile, index);
      },
    ],
    [
      "of another version",
      (index) => {
        index.write("quorum reader 0");
        writeFileSync(rig.indexFile, index);
      },
    ],
    ["gone", () => unlinkSync(rig.indexFile)],
  ])("reads everything anew where that is %s, and keeps it better", async (_how, spoil) => {
    const state = await readOnce();
    spoil(readFileSync(rig.indexFile));
    const followed = await rig.open();
    expect(followed.state).toEqual(state);
    expect((await followed.reader.figures()).filesRead).toBeGreaterThan(20);
    await followed.close();
    expect((await (await rig.open()).reader.figures()).filesRead).toBe(0);
    expect(rig.logged).toEqual([]);
  });

  it("does not believe what was kept of another project", async () => {
    await readOnce();
    const other = rig.outside("other");
    const followed = rig.start({ root: other });
    await followed.reader.whenRead;
    expect(followed.state.documents).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("does not believe what others may have written", async () => {
    await readOnce();
    chmodSync(rig.indexFile, 0o666);
    const followed = await rig.open();
    expect((await followed.reader.figures()).filesRead).toBeGreaterThan(20);
  });
});
