import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const SAMPLE = fileURLToPath(new URL("sample", import.meta.url));

const Meta = z.strictObject({
  doc_id: z.string(),
  doc_type: z.enum(["SOP", "CR", "INV"]),
  version: z.string().regex(/^\d+\.\d+$/),
  status: z.string(),
  executable: z.boolean(),
  execution_phase: z.enum(["pre_release", "post_release"]).nullable(),
  responsible_user: z.string().nullable(),
  checked_out: z.boolean(),
  checked_out_date: z.iso.date().nullable(),
  effective_version: z.string().nullable(),
  pending_assignees: z.array(z.string()),
  review_outcomes: z.record(z.string(), z.enum(["RECOMMEND", "UPDATES_REQUIRED"])).optional(),
});
type Meta = z.infer<typeof Meta>;

const AuditEvent = z.looseObject({
  ts: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
  event: z.string(),
  user: z.string(),
  version: z.string(),
  title: z.string().optional(),
  from_status: z.string().optional(),
  to_status: z.string().optional(),
  assignees: z.array(z.string()).optional(),
});

const read = (...path: string[]): Promise<string> => readFile(join(SAMPLE, ...path), "utf8");
const has = (...path: string[]): boolean => existsSync(join(SAMPLE, ...path));

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(SAMPLE, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(SAMPLE, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
}

async function readMetas(): Promise<readonly Meta[]> {
  const files = await filesBelow("QMS/.meta");
  return Promise.all(files.map(async (file) => Meta.parse(JSON.parse(await read(file)))));
}

async function readAudit({ doc_type, doc_id }: Meta): Promise<readonly z.infer<typeof AuditEvent>[]> {
  const text = await read("QMS/.audit", doc_type, `${doc_id}.jsonl`);
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => AuditEvent.parse(JSON.parse(line)));
}

function folderOf({ doc_type, doc_id }: Meta): string {
  return doc_type === "SOP" ? "SOP" : `${doc_type}/${doc_id}`;
}

function isPublished({ status }: Meta): boolean {
  return status === "EFFECTIVE" || status === "CLOSED";
}

function currentFile(meta: Meta): string {
  return `QMS/${folderOf(meta)}/${meta.doc_id}${isPublished(meta) ? "" : "-draft"}.md`;
}

const metas = await readMetas();

describe("the sample project", () => {
  it("shows documents in several states", () => {
    expect(new Set(metas.map((meta) => meta.status)).size).toBeGreaterThanOrEqual(4);
  });

  it("has a definition for every agent but claude, and a program for each", async () => {
    const quorum = z.object({ agents: z.record(z.string(), z.object({ program: z.literal("scripted") })) });
    const { agents } = quorum.parse(JSON.parse(await read("quorum.json")));
    expect(Object.keys(agents)).toEqual(["claude", "qa", "tu_ui"]);
    for (const name of ["qa", "tu_ui"])
      expect(await read(".claude/agents", `${name}.md`)).toMatch(
        new RegExp(`^---\nname: ${name}\ngroup: (quality|reviewer)\ndescription: .+\n---\n`),
      );
    expect(has("CLAUDE.md")).toBe(true);
  });

  it("keeps logins and Quorum's own data out of git", async () => {
    const lines = (await read(".gitignore")).split("\n");
    expect(lines).toEqual(expect.arrayContaining([".claude/users/*/container/", ".quorum/"]));
  });

  it("has a state for every document file, and no more", async () => {
    const files = (await filesBelow("QMS")).filter(
      (file) => file.endsWith(".md") && !file.includes(".archive"),
    );
    expect(files.toSorted()).toEqual(metas.map(currentFile).toSorted());
  });

  it("tells of every document in its README", async () => {
    const text = await read("README.md");
    for (const { doc_id } of metas) expect(text).toContain(`| ${doc_id} |`);
  });

  it("contains a program that runs", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(SAMPLE, "src/tidewatch.mjs")]);
    expect(stdout).toMatch(/^High water at \d\d:\d\d, in (\d+ h )?\d+ min\.\n$/);
  });
});

describe.each(metas)("the sample's $doc_id", (meta) => {
  it("is a document with a title and a summary of its revision, and names itself", async () => {
    const text = await read(currentFile(meta));
    expect(text).toMatch(new RegExp(`^---\ntitle: .+\nrevision_summary: .+\n---\n\n# ${meta.doc_id}: `));
  });

  it("has a state file as the QMS writes it", async () => {
    const text = await read("QMS/.meta", meta.doc_type, `${meta.doc_id}.json`);
    expect(text).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
    expect(meta.executable).toBe(meta.doc_type !== "SOP");
    expect(meta.responsible_user === null).toBe(isPublished(meta));
    expect(meta.effective_version).toBe(meta.status === "EFFECTIVE" ? meta.version : null);
  });

  it("has a history that leads to its state", async () => {
    const events = await readAudit(meta);
    expect(events[0]).toMatchObject({ event: "CREATE", version: "0.1", title: expect.any(String) });
    expect(events.map((event) => event.ts)).toEqual(events.map((event) => event.ts).toSorted());
    expect(events.at(-1)?.version).toBe(meta.version);
    let status = "DRAFT";
    for (const { event, from_status, to_status } of events) {
      if (event !== "STATUS_CHANGE") continue;
      expect(from_status).toBe(status);
      status = to_status ?? "";
    }
    expect(status).toBe(meta.status);
  });

  it("is acted upon by people of the project only", async () => {
    const events = await readAudit(meta);
    const users = new Set(events.flatMap(({ user, assignees = [] }) => [user, ...assignees]));
    for (const user of users) expect(user === "claude" || has(".claude/agents", `${user}.md`)).toBe(true);
  });

  it("keeps every approved version in the archive", async () => {
    const approved = (await readAudit(meta)).filter(({ event }) => event === "APPROVE");
    for (const { version } of approved)
      expect(has("QMS/.archive", folderOf(meta), `${meta.doc_id}-v${version}.md`)).toBe(true);
  });

  it("stands as a task in the inbox of everyone it waits for, and of nobody else", async () => {
    const tasks = (await filesBelow(".claude/users")).filter((file) =>
      basename(file).startsWith(`task-${meta.doc_id}-`),
    );
    expect(tasks.map((file) => file.split("/")[2]).toSorted()).toEqual(meta.pending_assignees.toSorted());
    for (const file of tasks) {
      const text = await read(file);
      expect(text).toContain(`task_id: ${basename(file, ".md")}\n`);
      expect(text).toContain(`status: ${meta.status}\n`);
      expect(text).toContain(`version: ${meta.version}\n`);
    }
  });

  it("is in the workspace of the one who checked it out, and in no other", async () => {
    const copies = (await filesBelow(".claude/users")).filter((file) =>
      file.endsWith(`/workspace/${meta.doc_id}.md`),
    );
    expect(copies).toEqual(
      meta.checked_out ? [`.claude/users/${meta.responsible_user}/workspace/${meta.doc_id}.md`] : [],
    );
    expect(meta.checked_out_date === null).toBe(!meta.checked_out);
  });
});
