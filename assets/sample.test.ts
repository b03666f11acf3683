import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  archivedOf,
  auditOf,
  draftOf,
  effectiveOf,
  inboxArchiveOf,
  inboxOf,
  metaOf,
  workspaceOf,
} from "../shared/qms/document-path.ts";
import { parseItemName, taskStem } from "../shared/qms/item-name.ts";
import { taskKindOf, workflowOf } from "../shared/qms/status.ts";
import { versionBefore } from "../shared/qms/version.ts";
import {
  filesBelow,
  hasAsset,
  readAsset,
  readDocuments,
  splitItem,
  type SampleDocument,
} from "./sample-project.test-support.ts";

const SAMPLE = fileURLToPath(new URL("sample", import.meta.url));
const USERS = ["claude", "qa", "tu_ui"];

const documents = await readDocuments();
const written = documents.filter(({ events }) => events[0]?.event !== "SEED");
const read = (path: string): Promise<string> => readAsset("sample", path);

const named = (list: readonly SampleDocument[]) =>
  list.map((document) => ({ id: document.meta.id, document }));

describe("the sample project", () => {
  it("shows documents in many states", () => {
    const states = new Set(documents.map(({ meta }) => meta.status));
    for (const state of ["DRAFT", "IN_PRE_REVIEW", "PRE_APPROVED", "IN_EXECUTION", "CLOSED", "EFFECTIVE"])
      expect(states).toContain(state);
  });

  it("has a definition for every agent but claude, and a program for each", async () => {
    const quorum = z.object({ agents: z.record(z.string(), z.object({ program: z.literal("scripted") })) });
    expect(Object.keys(quorum.parse(JSON.parse(await read("quorum.json"))).agents)).toEqual(USERS);
    for (const name of ["qa", "tu_ui"])
      expect(await read(`.claude/agents/${name}.md`)).toMatch(
        new RegExp(`^---\nname: ${name}\ngroup: (quality|reviewer)\ndescription: .+\n---\n`),
      );
    expect(await read("CLAUDE.md")).toContain("qms inbox");
  });

  it("keeps logins and Quorum's own data out of git", async () => {
    const lines = (await read(".gitignore")).split("\n");
    expect(lines).toEqual(expect.arrayContaining([".claude/users/*/container/", ".quorum/"]));
  });

  it("holds below QMS what its histories say, and no more", async () => {
    expect(await filesBelow("sample", "QMS")).toEqual(documents.flatMap(filesOf).toSorted());
  });

  it("is a QMS project of the format that there is", async () => {
    const text = await read("qms.config.json");
    expect(JSON.parse(text)).toMatchObject({ version: "1.0", sdlc_namespaces: [] });
    expect(text).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
  });

  it("begins with the procedures and templates of every new project", async () => {
    const seeds = [...(await filesBelow("qms/sops")), ...(await filesBelow("qms/templates"))];
    const ids = documents.filter(({ events }) => events[0]?.event === "SEED").map(({ meta }) => meta.id);
    expect(ids.toSorted()).toEqual(seeds.map((file) => file.replace(".md", "")).toSorted());
    for (const id of ids) {
      const folder = id.startsWith("SOP") ? "sops" : "templates";
      expect(await read(effectiveOf(id))).toBe(await readAsset("qms", folder, `${id}.md`));
    }
  });

  it("tells of every document of its own in its README", async () => {
    const text = await read("README.md");
    for (const { meta } of written) expect(text).toContain(`| ${meta.id} |`);
  });

  it("has as tasks what its documents wait for, and in the archives what was done", async () => {
    const expected = documents.flatMap((document) => [...openTasks(document), ...doneTasks(document)]);
    const files = await filesBelow("sample", ".claude/users");
    expect(files.filter((file) => file.includes("/task-"))).toEqual(expected.toSorted());
  });

  it("has messages and notifications that are what their names say", async () => {
    const files = (await filesBelow("sample", ".claude/users")).filter((file) => /\/(msg|notif)-/.test(file));
    expect(new Set(files.map((file) => file.split("/")[2]))).toEqual(new Set(USERS));
    for (const file of files) {
      const fields = new Map(splitItem(await read(file)).fields);
      const name = parseItemName(file.replace(/^.*\/|\.md$/g, ""));
      const at = fields.get("timestamp") ?? "";
      if (name.kind === "message") {
        expect(fields.get("from")).toBe(name.sender);
        expect(fields.get("to")).toBe(file.split("/")[2]);
        expect(at).toBe(name.at);
        expect(fields.get("subject")).toMatch(/^"[^"]+"$/);
      } else {
        expect(name).toEqual({
          kind: "notification",
          document: fields.get("doc_id"),
          event: fields.get("event"),
        });
        expect(documents.flatMap(({ events }) => events.map((event) => event.at))).toContain(
          at.replace("Z", "+00:00"),
        );
      }
      if (file.includes("/inbox-archive/")) expect(at.slice(0, 10) <= (file.split("/")[4] ?? "")).toBe(true);
    }
  });

  it("contains a program that runs", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(SAMPLE, "src/tidewatch.mjs")]);
    expect(stdout).toMatch(/^High water at \d\d:\d\d, in (\d+ h )?\d+ min\.\n$/);
  });
});

describe.each(named(documents))("the sample's $id", ({ id, document }) => {
  const { meta, events } = document;

  it("is a document with a title and a summary of its revision, and names itself", async () => {
    for (const file of currentFiles(document)) {
      const { fields, body } = splitItem(await read(file));
      expect(fields.map(([key]) => key)).toEqual(["title", "revision_summary"]);
      if (meta.type !== "TEMPLATE") expect(body.startsWith(`# ${id}: ${fields[0]?.[1]}\n`)).toBe(true);
      expect(body.endsWith("\n")).toBe(true);
    }
  });

  it("has a state file as the QMS writes it", async () => {
    const text = await read(metaOf(id));
    expect(text).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
    expect(meta.isExecutable).toBe(!["SOP", "TEMPLATE"].includes(meta.type));
    expect(meta.owner === undefined).toBe(isPublished(document));
    expect(meta.checkedOutDate === undefined).toBe(!meta.isCheckedOut);
    if (!meta.isCheckedOut) return;
    expect(meta.checkedOutDate).toBe(
      events.findLast(({ event }) => ["CREATE", "CHECKOUT"].includes(event))?.day,
    );
  });

  it("has a history, written as the QMS writes it, that leads to its state", async () => {
    const text = await read(auditOf(id));
    expect(text.endsWith("\n")).toBe(true);
    for (const line of text.trimEnd().split("\n")) expect(line).toBe(spaced(JSON.parse(line)));
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
    expect(events[0]?.event).toMatch(/^(CREATE|SEED)$/);
    const last = events.findLast(({ event }) => event === "STATUS_CHANGE");
    expect(last?.details["to_status"] ?? (meta.type === "CR" ? "DRAFT" : "EFFECTIVE")).toBe(meta.status);
    expect(events.at(-1)?.version ?? "1.0").toBe(meta.version);
  });

  it("is acted upon by people of the project only", () => {
    const users = events.flatMap(({ user, details }) => [user, details["assignees"] ?? []].flat());
    for (const user of users) expect([...USERS, "system"]).toContain(user);
  });

  it("is kept as it was approved", async () => {
    const approval = events.findLast(({ event }) => event === "APPROVE");
    if (approval?.version === undefined) return;
    const approved = await read(archivedOf(id, approval.version));
    const wasEdited = events.slice(events.indexOf(approval)).some(({ event }) => event === "CHECKIN");
    const inForce = meta.effectiveVersion === undefined ? currentFiles(document)[0] : effectiveOf(id);
    if (inForce !== undefined && (!wasEdited || meta.effectiveVersion !== undefined))
      expect(await read(inForce)).toBe(approved);
  });

  it("is in the workspace of the one who checked it out, and in no other", async () => {
    const copies = (await filesBelow("sample", ".claude/users")).filter((file) =>
      file.endsWith(`/workspace/${id}.md`),
    );
    expect(copies).toEqual(meta.isCheckedOut ? [workspaceOf(meta.owner ?? "", id)] : []);
  });

  it("has tasks that say what it is and who asked for it", async () => {
    for (const file of [...openTasks(document), ...doneTasks(document)]) {
      const stem = file.replace(/^.*\/|\.md$/g, "");
      const name = parseItemName(stem);
      if (name.kind !== "task") throw new Error(file);
      const { fields, body } = splitItem(await read(file));
      const kind = taskKindOf(name.workflow);
      const routed = events.find(
        ({ event, version, details }) =>
          event === `ROUTE_${kind}` &&
          version === name.version &&
          details[`${kind.toLowerCase()}_type`] === name.workflow,
      );
      expect(fields).toEqual([
        ["task_id", stem],
        ["task_type", kind],
        ["workflow_type", name.workflow],
        ["doc_id", id],
        ["title", events[0]?.details["title"]],
        ["status", `IN_${name.workflow}`],
        ["responsible_user", routed?.user],
        ["assigned_by", routed?.user],
        ["assigned_date", routed?.day],
        ["version", name.version],
      ]);
      expect(body.startsWith(`# ${kind} REQUEST: ${id}\n\n**Workflow:** ${name.workflow}\n`)).toBe(true);
      expect(body).toContain(
        `qms --user ${file.split("/")[2]} ${kind === "REVIEW" ? "review" : "approve"} ${id}`,
      );
    }
  });
});

it("names each agent that the sample's documents wait for", () => {
  const waited = documents.flatMap(({ meta }) => meta.pending);
  expect(new Set(waited)).toEqual(new Set(["qa", "tu_ui"]));
  for (const user of waited) expect(hasAsset("sample", `.claude/agents/${user}.md`)).toBe(true);
});

function isPublished({ meta }: SampleDocument): boolean {
  return meta.status === "EFFECTIVE" || meta.status === "CLOSED";
}

/** The file in force, or the draft, or both while a document in force is revised. */
function currentFiles(document: SampleDocument): readonly string[] {
  const { id, effectiveVersion } = document.meta;
  if (isPublished(document)) return [effectiveOf(id)];
  return effectiveVersion === undefined ? [draftOf(id)] : [draftOf(id), effectiveOf(id)];
}

function filesOf(document: SampleDocument): readonly string[] {
  const { id } = document.meta;
  const versions = new Set(document.events.flatMap((event) => versionsKeptBy(event)));
  return [
    metaOf(id),
    auditOf(id),
    ...currentFiles(document),
    ...[...versions].map((version) => archivedOf(id, version)),
  ];
}

/** The versions that go into the archive with an event. */
function versionsKeptBy({
  event,
  status,
  version,
  details,
}: SampleDocument["events"][number]): readonly string[] | string {
  if (event === "APPROVE" && version !== undefined) return version;
  if (event === "CHECKOUT" && typeof details["from_version"] === "string") return details["from_version"];
  if (event !== "CHECKIN" || status !== "IN_EXECUTION" || version === undefined) return [];
  return versionBefore(version) ?? [];
}

function openTasks({ meta }: SampleDocument): readonly string[] {
  const workflow = workflowOf(meta.status);
  if (workflow === undefined) return [];
  return meta.pending.map((user) => `${inboxOf(user)}/${taskStem(meta.id, workflow, meta.version)}.md`);
}

function doneTasks({ meta, events }: SampleDocument): readonly string[] {
  return events.flatMap(({ event, user, day, status, version = "" }) => {
    const workflow = workflowOf(status);
    if (!["REVIEW", "APPROVE"].includes(event) || workflow === undefined || user === undefined) return [];
    return [`${inboxArchiveOf(user)}/${day}/${taskStem(meta.id, workflow, version)}.md`];
  });
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`);
  return `{${entries.join(", ")}}`;
}
