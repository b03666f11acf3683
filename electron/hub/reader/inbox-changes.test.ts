import {
  appendFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { messageText, taskText } from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const INBOX = ".claude/users/qa/inbox";
const MESSAGE = "msg-claude-2026-02-04-143022";
const TASK = "task-CR-001-pre_review-v0-1";
const HELLO = messageText("claude", "qa", "Hello");

describe("an inbox", () => {
  trackDisposables();
  const rig = useReaderRig();
  const at = (name: string): string => rig.files.path(`${INBOX}/${name}`);

  async function openWith(...names: readonly string[]) {
    mkdirSync(rig.files.path(INBOX), { recursive: true });
    for (const name of names) rig.files.inbox("qa", `${name}.md`, HELLO);
    rig.age();
    const followed = await rig.open();
    await followed.reader.refresh();
    followed.forget();
    return followed;
  }

  it("tells of a finished file that is linked into it, once, and reads nothing else", async () => {
    const followed = await openWith("msg-bu-2026-02-04-100000", "msg-bu-2026-02-04-100001");
    const before = await followed.reader.figures();
    rig.files.write("staging/finished", HELLO);
    linkSync(rig.files.path("staging/finished"), at(`${MESSAGE}.md`));
    await followed.until(() => followed.items.length > 0);
    const after = await followed.reader.figures();
    expect(followed.items).toEqual([`qa/${MESSAGE}`]);
    expect(followed.counts).toEqual(["qa 0 3 0 0"]);
    expect(followed.item("qa", MESSAGE)).toMatchObject({ title: "Hello", from: "claude" });
    expect(after.filesRead - before.filesRead).toBe(1);
    expect(after.foldersListed).toBe(before.foldersListed);
  });

  it("waits for a file that is written in place, and never drops it", async () => {
    const followed = await openWith();
    writeFileSync(at(`${MESSAGE}.md`), "");
    await followed.reader.refresh();
    expect(followed.items).toEqual([]);
    appendFileSync(at(`${MESSAGE}.md`), HELLO.slice(0, 60));
    await followed.reader.refresh();
    expect(followed.items).toEqual([]);
    appendFileSync(at(`${MESSAGE}.md`), HELLO.slice(60));
    await followed.until(() => followed.items.length > 0);
    expect(followed.item("qa", MESSAGE)).toMatchObject({ kind: "message", title: "Hello" });
    expect(followed.item("qa", MESSAGE)).not.toHaveProperty("problem");
    expect(followed.counts).toEqual(["qa 0 1 0 0"]);
  });

  it("shows a file that stays empty, and what to do about it", async () => {
    const followed = await openWith();
    writeFileSync(at(`${TASK}.md`), "");
    await followed.until(() => followed.items.length > 0);
    expect(followed.item("qa", TASK)).toMatchObject({
      kind: "task",
      title: "Pre-review of CR-001",
      problem: "It is empty. Ask its sender to write it again.",
    });
    writeFileSync(at(`${TASK}.md`), taskText("CR-001", "Raise the limit"));
    await followed.until(() => followed.item("qa", TASK)?.title.endsWith("Raise the limit") === true);
    expect(followed.item("qa", TASK)).not.toHaveProperty("problem");
  });

  it("follows what is renamed, removed, archived and changed", async () => {
    const followed = await openWith(MESSAGE, "note");
    renameSync(at("note.md"), at("notif-CR-001-approved-2026-02-04.md"));
    await followed.until(() => followed.counts.includes("qa 0 1 1 0"));
    const archive = ".claude/users/qa/inbox-archive/2026-02-04";
    mkdirSync(rig.files.path(archive), { recursive: true });
    renameSync(at(`${MESSAGE}.md`), rig.files.path(`${archive}/${MESSAGE}.md`));
    await followed.until(() => followed.items.includes(`-qa/${MESSAGE}`));
    expect((await followed.reader.archived("qa", { limit: 10 })).items).toMatchObject([
      { id: MESSAGE, title: "Hello" },
    ]);
    writeFileSync(at("notif-CR-001-approved-2026-02-04.md"), "CR-001 is approved.\n");
    await followed.until(
      () => followed.item("qa", "notif-CR-001-approved-2026-02-04")?.title === "CR-001 is approved.",
    );
    unlinkSync(at("notif-CR-001-approved-2026-02-04.md"));
    await followed.until(() => followed.counts.at(-1) === "qa 0 0 0 0");
    expect([...followed.reader.items("qa")]).toEqual([]);
  });

  it.each([200, 1500])("has all of %d files that come at once", async (count) => {
    const followed = await openWith(MESSAGE);
    for (let index = 0; index < count; index += 1) {
      rig.files.inbox(
        "qa",
        `msg-bu-2026-02-04-${100_000 + index}.md`,
        messageText("bu", "qa", `Number ${index}`),
      );
    }
    await followed.until(() => followed.reader.counts.get("qa")?.message === count + 1);
    await followed.untilSameAs(await rig.stateOnDisk());
    for (let index = 0; index < count; index += 1) unlinkSync(at(`msg-bu-2026-02-04-${100_000 + index}.md`));
    await followed.until(() => followed.reader.counts.get("qa")?.message === 1);
  });

  it("may come later than its agent, go, and come again", async () => {
    mkdirSync(rig.files.path(".claude/users/qa"), { recursive: true });
    const followed = await rig.open();
    expect(followed.counts).toEqual(["qa 0 0 0 0"]);
    mkdirSync(at(""));
    rig.files.inbox("qa", `${MESSAGE}.md`, HELLO);
    await followed.until(() => followed.reader.counts.get("qa")?.message === 1);
    rmSync(rig.files.path(".claude/users/qa"), { recursive: true });
    await followed.until(() => !followed.reader.counts.has("qa"));
    expect(followed.counts.at(-1)).toBe("qa 0 0 0 0");
    expect(followed.items.at(-1)).toBe(`-qa/${MESSAGE}`);
    mkdirSync(at(""), { recursive: true });
    writeFileSync(at(`${TASK}.md`), taskText("CR-001", "x"));
    await followed.until(() => followed.reader.counts.get("qa")?.task === 1);
    writeFileSync(at(`${MESSAGE}.md`), HELLO);
    await followed.until(() => followed.reader.counts.get("qa")?.message === 1);
  });

  it("is known to be gone also where nobody saw it go", async () => {
    const followed = await openWith(MESSAGE);
    // The same name, and perhaps the same number, at once: only the folder's own end tells.
    rmSync(at(""), { recursive: true });
    mkdirSync(at(""));
    writeFileSync(at("note.md"), "# New\n");
    await followed.until(() => followed.counts.at(-1) === "qa 0 0 0 1");
    writeFileSync(at("other.md"), "# New as well\n");
    await followed.until(() => followed.counts.at(-1) === "qa 0 0 0 2");
  });

  it("may turn from a folder into a file, into a link out of the project, and back", async () => {
    const followed = await openWith(MESSAGE);
    rmSync(at(""), { recursive: true });
    writeFileSync(rig.files.path(INBOX), "no folder");
    await followed.until(() => followed.problemOf(INBOX)?.includes("a file where a folder belongs") === true);
    expect(followed.reader.counts.get("qa")?.message).toBe(0);
    unlinkSync(rig.files.path(INBOX));
    await followed.until(() => followed.problemOf(INBOX) === undefined);
    const outside = rig.outside("elsewhere");
    writeFileSync(`${outside}/secret.md`, "# Secret\n");
    symlinkSync(outside, rig.files.path(INBOX), "junction");
    await followed.until(() => followed.problemOf(INBOX)?.includes("out of the project") === true);
    unlinkSync(rig.files.path(INBOX));
    rig.files.write(".claude/users/shared/note.md", "# Shared\n");
    symlinkSync(rig.files.path(".claude/users/shared"), rig.files.path(INBOX), "junction");
    await followed.until(() => followed.item("qa", "note") !== undefined);
    await followed.until(() => followed.reader.problems.length === 0);
    expect(followed.items).not.toContain("qa/secret");
  });

  it("of a folder that no agent can be called like is none", async () => {
    const followed = await openWith();
    rig.files.inbox("Not An Agent", "note.md", "# x\n");
    rig.files.inbox("..qa", "note.md", "# x\n");
    rig.files.inbox("qa", "note.md", "# x\n");
    await followed.until(() => followed.items.length > 0);
    await followed.reader.refresh();
    expect([...followed.reader.counts.keys()]).toEqual(["qa"]);
  });
});
