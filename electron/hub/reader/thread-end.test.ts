import { existsSync, renameSync, rmSync, unlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { addOddities } from "./testing/oddities.test-support.ts";
import { documentText, messageText } from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const CR = { folder: "CR/CR-001" };
const MESSAGE = "msg-claude-2026-02-04-143022";

describe("a reader whose thread dies", () => {
  trackDisposables();
  const rig = useReaderRig();

  async function openProject() {
    addOddities(rig.files);
    rig.files.document("CR-001", "CR", CR);
    rig.files.document("CR-002", "CR", { folder: "CR/CR-002" });
    rig.files.inbox("bu", `${MESSAGE}.md`, messageText("claude", "bu", "Hello"));
    rig.files.inbox("bu", "note.md", "# One\n");
    rig.files.inbox("tu_ui", "note.md", "# One\n");
    rig.age();
    const followed = await rig.open();
    await followed.reader.refresh();
    followed.forget();
    return followed;
  }

  it("starts another, and tells only what changed in the meantime", async () => {
    const followed = await openProject();
    const { files, workers } = rig;
    await workers.at(-1)?.terminate();
    rig.put("QMS/CR/CR-001/CR-001-draft.md", documentText("Another"));
    unlinkSync(files.path("QMS/.meta/CR/CR-002.json"));
    unlinkSync(files.path("QMS/.audit/CR/CR-002.jsonl"));
    rmSync(files.path("QMS/CR/CR-002"), { recursive: true });
    unlinkSync(files.path(".claude/users/bu/inbox/note.md"));
    rmSync(files.path(".claude/users/tu_ui"), { recursive: true });
    unlinkSync(files.path(".claude/users/lead/inbox"));
    await followed.until(() => followed.documents.includes("-CR-002"));
    expect(followed.documents).toEqual(["CR-001", "-CR-002"]);
    await followed.until(() => followed.items.length === 2);
    expect(followed.items.toSorted()).toEqual(["-bu/note", "-tu_ui/note"]);
    expect(followed.counts.toSorted()).toEqual(["bu 0 1 0 0", "tu_ui 0 0 0 0"]);
    expect(followed.state).toEqual(await rig.stateOnDisk());
    expect([...followed.reader.counts.keys()]).not.toContain("tu_ui");
    expect(rig.logged.join("")).toContain("died and is started again");
  });

  it("forgets problems that are solved in the meantime", async () => {
    const path = ".claude/users/lead/inbox";
    rig.files.write(path, "a file");
    rig.age();
    const followed = await rig.open();
    await rig.workers.at(-1)?.terminate();
    unlinkSync(rig.files.path(path));
    await followed.until(() => followed.reader.problems.length === 0);
    expect(followed.documents).toEqual([]);
  });

  it("does not go back to what was kept before", async () => {
    await (await openProject()).close();
    const followed = await rig.open();
    rig.put("QMS/CR/CR-001/CR-001-draft.md", documentText("Another"));
    await followed.until(() => followed.document("CR-001").title === "Another");
    followed.forget();
    await rig.workers.at(-1)?.terminate();
    rig.put("QMS/CR/CR-002/CR-002-draft.md", documentText("Another as well"));
    await followed.until(() => followed.document("CR-002").title === "Another as well");
    expect(followed.documents).toEqual(["CR-002"]);
    expect(followed.counts).toEqual([]);
  });

  it("says to whoever asks meanwhile that it is not the time, and answers afterwards", async () => {
    const followed = await openProject();
    const death = rig.workers.at(-1)?.terminate();
    await expect(followed.reader.figures()).rejects.toMatchObject({ code: "unavailable" });
    await death;
    await expect(followed.reader.history("CR-001")).rejects.toMatchObject({ code: "unavailable" });
    rig.put("QMS/CR/CR-001/CR-001-draft.md", documentText("Another"));
    await followed.until(() => followed.documents.length > 0);
    expect((await followed.reader.history("CR-001")).events).toHaveLength(1);
  });

  it("waits for a project that is not there at the moment", async () => {
    rig.files.document("CR-001", "CR", CR);
    const away = `${rig.files.root}-away`;
    renameSync(rig.files.root, away);
    const followed = rig.start();
    await new Promise((resolve) => rig.workers.at(-1)?.once("exit", resolve));
    renameSync(away, rig.files.root);
    await followed.reader.whenRead;
    expect(followed.document("CR-001").hasDraft).toBe(true);
  });

  it("starts no other when it is closed", async () => {
    const followed = await openProject();
    const count = rig.workers.length;
    await rig.workers.at(-1)?.terminate();
    await followed.close();
    await followed.close();
    await expect(followed.reader.figures()).rejects.toMatchObject({ code: "unavailable" });
    expect(rig.workers).toHaveLength(count);
    expect(existsSync(rig.indexFile)).toBe(false);
  });
});

describe("a reader that is closed", () => {
  trackDisposables();
  const rig = useReaderRig();

  it("ends its thread, and keeps what it read", async () => {
    rig.files.document("CR-001", "CR", CR);
    const followed = await rig.open();
    const ended = new Promise((resolve) => rig.workers.at(-1)?.once("exit", resolve));
    await followed.close();
    await ended;
    expect(existsSync(rig.indexFile)).toBe(true);
    expect(rig.logged).toEqual([]);
  });

  it("does not wait until it has read everything", async () => {
    for (let index = 100; index < 300; index += 1)
      rig.files.document(`CR-${index}`, "CR", { folder: `CR/CR-${index}` });
    const followed = rig.start();
    await followed.close();
    expect(rig.logged).toEqual([]);
  });
});
