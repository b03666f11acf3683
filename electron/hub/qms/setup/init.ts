import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { auditOf, effectiveOf, metaOf } from "../../../../shared/qms/document-path.ts";
import { typeNameOf } from "../../../../shared/qms/document-id.ts";
import { utcDate } from "../project/dates.ts";
import { Refusal } from "../refusal.ts";
import type { ProjectChange } from "../store/project-files.ts";
import { openStore } from "../store/project-store.ts";
import type { QmsReport } from "../../../../shared/qms/request.ts";

/** What a new project is given; its texts are the product's own. */
export interface Seed {
  /** Paths below the seed's folder, each with its text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads the seed that ships with the product. */
export function readSeed(folder: string): Seed {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8"));
  }
  return { files };
}

const BLOCKERS = ["QMS/", ".claude/users/", ".claude/agents/qa.md", "qms.config.json"];
const FOLDERS = [
  "QMS/SOP",
  "QMS/CR",
  "QMS/INV",
  "QMS/TEMPLATE",
  "QMS/.meta/SOP",
  "QMS/.meta/TEMPLATE",
  "QMS/.audit/SOP",
  "QMS/.audit/TEMPLATE",
  "QMS/.archive",
];
export const FIRST_USERS = ["lead", "claude", "qa"];

export interface InitOptions {
  /** Where the command was called. */
  readonly folder: string;
  /** The folder that was asked for. */
  readonly root?: string | undefined;
  /** The folder of what ships with the product for new projects. */
  readonly seed: string;
  readonly now: () => number;
}

/** Makes a QMS project of a folder that is none yet. */
export function initialize({ folder, root: asked, seed, now }: InitOptions): QmsReport {
  const root = freshRoot(folder, asked);
  const lines = openStore(root, { now }).change((files) => {
    if (asked !== undefined && !files.hasFile(MARKER)) files.create(MARKER, "");
    return init(files, root, readSeed(seed), now());
  });
  return { text: lines.join("\n"), warnings: [], isDone: true, shown: [] };
}

/** The folder that is to become a project, or a `Refusal` where it cannot. */
export function freshRoot(folder: string, asked: string | undefined): string {
  const root = rootFor(folder, asked);
  requireFreshRoot(root);
  return root;
}

/** An empty file that says that its folder is meant to be a project's root. */
const MARKER = ".claude-qms";

function rootFor(folder: string, asked: string | undefined): string {
  if (asked === undefined) {
    const parent = dirname(folder);
    return existsSync(join(parent, MARKER)) ? parent : folder;
  }
  const root = resolve(folder, asked);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Refusal(`ERROR: Cannot determine project root.\n${asked} is not a folder that exists.`);
  return root;
}

/** What is in a folder already of what a new project is given. */
export function projectBlockers(root: string): readonly string[] {
  return BLOCKERS.filter((path) => existsSync(join(root, path)));
}

/** Refuses to begin where a project seems to be already. */
function requireFreshRoot(root: string): void {
  const found = projectBlockers(root);
  if (found.length === 0) return;
  throw new Refusal(
    [
      `Initializing QMS project at: ${root}`,
      "Running safety checks...",
      "ERROR: Cannot initialize - existing infrastructure detected:",
      ...found.map((path) => `  - ${path}`),
    ].join("\n"),
  );
}

/** Makes a QMS project of a folder; returns what to say of it. */
function init(files: ProjectChange, root: string, seed: Seed, now: number): readonly string[] {
  const config = { version: "1.0", created: isoWithMicroseconds(now), sdlc_namespaces: [] };
  files.create("qms.config.json", JSON.stringify(config, null, 2));
  // git keeps no empty folders.
  for (const folder of FOLDERS) files.create(`${folder}/.gitkeep`, "");
  for (const user of FIRST_USERS) {
    for (const folder of ["workspace", "inbox"]) files.create(`.claude/users/${user}/${folder}/.gitkeep`, "");
  }
  const said = ["Created: qms.config.json", "Created: QMS/", "Created: .claude/users/"];
  for (const [path, text] of seed.files) {
    const id = /^(?:sops|templates)\/([^/]+)\.md$/.exec(path)?.[1];
    if (id !== undefined) {
      seedDocument(files, id, text, now);
      said.push(`Seeded: ${id}`);
    } else if (path.startsWith("agents/")) {
      files.create(`.claude/${path}`, text);
      said.push(`Created: .claude/${path}`);
    } else if (!files.hasFile(path)) {
      files.create(path, text);
      said.push(`Created: ${path}`);
    } else said.push(`Kept: ${path}`);
  }
  return [
    `Initializing QMS project at: ${root}`,
    "Running safety checks...",
    ...said,
    "",
    'The project is ready. Begin with: qms --user claude create CR --title "..."',
  ];
}

/** Puts a document in force without the workflow that it has not been through; its history says so. */
function seedDocument(files: ProjectChange, id: string, text: string, now: number): void {
  files.create(effectiveOf(id), text);
  const meta = {
    doc_id: id,
    doc_type: typeNameOf(id),
    version: "1.0",
    status: "EFFECTIVE",
    executable: false,
    responsible_user: null,
    checked_out: false,
    checked_out_date: null,
    effective_version: "1.0",
    supersedes: null,
    pending_assignees: [],
    pending_reviewers: [],
    completed_reviewers: [],
    review_outcomes: {},
    approval_date: utcDate(now),
  };
  files.create(metaOf(id), JSON.stringify(meta, null, 2));
  const timestamp = isoWithMicroseconds(now);
  files.append(auditOf(id), [
    `{"timestamp": "${timestamp}", "action": "seed", "user": "system", ` +
      `"details": {"message": "Seeded by init", "version": "1.0", "status": "EFFECTIVE"}}`,
  ]);
}

function isoWithMicroseconds(now: number): string {
  return `${new Date(now).toISOString().slice(0, 23)}000+00:00`;
}
