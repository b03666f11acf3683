import { appendFileSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { auditLine, documentText, ProjectFiles } from "./testing/project-files.test-support.ts";
import { useReaderRig } from "./testing/reader-rig.test-support.ts";

const CR = { folder: "CR/CR-001" };
const META = "QMS/.meta/CR/CR-001.json";
const DRAFT = "QMS/CR/CR-001/CR-001-draft.md";
const AUDIT = "QMS/.audit/CR/CR-001.jsonl";

const meta = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    doc_id: "CR-001",
    doc_type: "CR",
    version: "0.1",
    status: "DRAFT",
    executable: true,
    ...fields,
  });

describe("a document that changes", () => {
  trackDisposables();
  const rig = useReaderRig();

  /** A reader that watches a project of two records, and has told of them. */
  async function openTwo() {
    rig.files.document("CR-001", "CR", CR);
    rig.files.document("CR-002", "CR", { folder: "CR/CR-002" });
    rig.age();
    const followed = await rig.open();
    await followed.reader.refresh();
    followed.forget();
    return followed;
  }

  it.each([
    ["its state", META, meta({ status: "IN_PRE_REVIEW", pending_assignees: ["qa"] }), 1],
    ["its text", DRAFT, documentText("Another title"), 1],
    ["its history", AUDIT, `${auditLine("CREATE")}\n${auditLine("CHECKIN")}\n`, 0],
  ])(
    "in %s is told alone, and costs the work of that file alone",
    async (_what, path, content, filesRead) => {
      const followed = await openTwo();
      const before = await followed.reader.figures();
      const { changedAt } = followed.document("CR-001");
      rig.put(path, content);
      await followed.until(() => followed.documents.length > 0);
      const after = await followed.reader.figures();
      expect(followed.documents).toEqual(["CR-001"]);
      expect(followed.document("CR-001").changedAt).toBeGreaterThan(changedAt);
      expect(after.filesRead - before.filesRead).toBe(filesRead);
      expect(after.filesLookedAt - before.filesLookedAt).toBe(1);
      expect(after.foldersListed).toBe(before.foldersListed);
      expect(followed.state).toEqual(await rig.stateOnDisk());
    },
  );

  it("is as its files are however they are written", async () => {
    const followed = await openTwo();
    const { files } = rig;
    const before = followed.document("CR-001").changedAt;
    appendFileSync(files.path(AUDIT), `${auditLine("REVIEW")}\n`);
    await followed.until(() => followed.document("CR-001").changedAt > before);
    writeFileSync(files.path(META), meta({ status: "PRE_REVIEWED", version: "0.2" }));
    await followed.until(() => followed.document("CR-001").version === "0.2");
    writeFileSync(files.path(DRAFT), documentText("Written in place"));
    await followed.until(() => followed.document("CR-001").title === "Written in place");
    renameSync(files.path(DRAFT), files.path("QMS/CR/CR-001/CR-001.md"));
    await followed.until(() => followed.document("CR-001").hasEffective);
    expect(followed.document("CR-001").hasDraft).toBe(false);
    expect(new Set(followed.documents)).toEqual(new Set(["CR-001"]));
  });

  it("keeps its last good state while its files are being written", async () => {
    const followed = await openTwo();
    const text = meta({ version: "0.9" });
    writeFileSync(rig.files.path(META), text.slice(0, 40));
    await followed.reader.refresh();
    expect(followed.document("CR-001")).toMatchObject({ status: "DRAFT", problems: [] });
    writeFileSync(rig.files.path(META), text);
    await followed.until(() => followed.document("CR-001").version === "0.9");
  });

  it("says what is wrong when a file stays cut", async () => {
    const followed = await openTwo();
    writeFileSync(rig.files.path(META), meta({}).slice(0, 40));
    await followed.until(() => followed.document("CR-001").problems.length > 0);
    expect(followed.document("CR-001").problems).toMatchObject([{ path: META }]);
    expect(followed.document("CR-001").title).toBe("About CR-001");
  });

  it("is there as soon as its folder is, and belongs to its parent", async () => {
    const followed = await openTwo();
    rig.files.document("CR-003", "CR", { folder: "CR/CR-003" });
    await followed.until(() => followed.reader.document("CR-003")?.status === "DRAFT");
    rig.files.document("CR-003-VAR-001", "VAR", { folder: "CR/CR-003" });
    await followed.until(() => followed.document("CR-003").children.length > 0);
    expect(followed.document("CR-003").children).toEqual(["CR-003-VAR-001"]);
    await followed.untilSameAs(await rig.stateOnDisk());
    expect(followed.documents).not.toContain("CR-001");
  });

  it("is gone with its last file, and its parent knows", async () => {
    rig.files.document("CR-001-VAR-001", "VAR", CR);
    const followed = await openTwo();
    expect(followed.document("CR-001").children).toEqual(["CR-001-VAR-001"]);
    for (const path of [
      "QMS/.meta/VAR/CR-001-VAR-001.json",
      "QMS/.audit/VAR/CR-001-VAR-001.jsonl",
      "QMS/CR/CR-001/CR-001-VAR-001-draft.md",
    ]) {
      unlinkSync(rig.files.path(path));
    }
    await followed.until(() => followed.documents.includes("-CR-001-VAR-001"));
    await followed.until(() => followed.document("CR-001").children.length === 0);
    expect(followed.reader.document("CR-001-VAR-001")).toBeUndefined();
    expect(followed.reader.problems).toEqual([]);
  });

  it("is not gone without its folder: what is left says what is missing", async () => {
    const followed = await openTwo();
    rmSync(rig.files.path("QMS/CR/CR-001"), { recursive: true });
    await followed.until(() => !followed.document("CR-001").hasDraft);
    expect(followed.document("CR-001").problems).toMatchObject([{ path: META }]);
    unlinkSync(rig.files.path(META));
    await followed.until(() => followed.documents.includes("-CR-001"));
    expect(followed.problemOf(AUDIT)).toMatch(/history of a document that is not there/);
    unlinkSync(rig.files.path(AUDIT));
    await followed.until(() => followed.reader.problems.length === 0);
  });

  it("belongs to a namespace once the project has it", async () => {
    rig.files.document("SDLC-ACME-RS", "ACME-RS", { folder: "SDLC-ACME" });
    const followed = await openTwo();
    expect(followed.document("SDLC-ACME-RS").isForeign).toBe(true);
    const path = "QMS/.meta/sdlc_namespaces.json";
    rig.put(path, '{"ACME": {"path": "SDLC-ACME"}}');
    await followed.until(() => !followed.document("SDLC-ACME-RS").isForeign);
    rig.put(path, '["ACME"]');
    await followed.until(() => followed.document("SDLC-ACME-RS").isForeign);
    await followed.until(() => followed.problemOf(path) !== undefined);
    unlinkSync(rig.files.path(path));
    await followed.until(() => followed.problemOf(path) === undefined);
  });

  it("tells of a second copy in a workspace as soon as there is one", async () => {
    const followed = await openTwo();
    rig.files.write(".claude/users/claude/workspace/CR-001.md", documentText("Mine"));
    rig.files.write(".claude/users/qa/workspace/CR-001.md", documentText("Mine as well"));
    await followed.until(() => followed.document("CR-001").problems.length > 0);
    expect(followed.document("CR-001").problems[0]?.problem).toMatch(/claude and qa/);
    unlinkSync(rig.files.path(".claude/users/qa/workspace/CR-001.md"));
    await followed.until(() => followed.document("CR-001").problems.length === 0);
  });

  it("is found also where the QMS is set up while the project is open", async () => {
    const followed = await rig.open();
    rig.files.document("CR-001", "CR", CR);
    mkdirSync(rig.files.path(".claude/users/qa/inbox"), { recursive: true });
    await followed.until(() => followed.reader.document("CR-001")?.hasDraft === true);
    await followed.until(() => followed.reader.counts.has("qa"));
    rmSync(rig.files.path("QMS"), { recursive: true });
    await followed.until(() => [...followed.reader.documents].length === 0);
    new ProjectFiles(rig.files.root).document("CR-002", "CR", { folder: "CR/CR-002", title: "A new start" });
    await followed.untilSameAs(await rig.stateOnDisk());
    expect(followed.document("CR-002").title).toBe("A new start");
  });
});
