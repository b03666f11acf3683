import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { auditOf, metaOf, workspaceOf } from "../../../../shared/qms/document-path.ts";
import { parseAudit } from "../../../../shared/qms/audit-event.ts";
import type { QmsReport, QmsRequest } from "../../../../shared/qms/request.ts";
import { openQms, type Qms } from "../qms.ts";
import { Refusal } from "../refusal.ts";
import type { FileSystem } from "../store/disk/file-system.ts";
import { openStore } from "../store/project-store.ts";

const NOON = Date.UTC(2026, 1, 4, 14, 30, 22);

/** A project in a temporary folder, with the users `claude` and `lead`, `ini`, `qa`, `tu_ui` and `tu_sim`. */
export class TestProject {
  readonly root = mkdtempSync(join(tmpdir(), "quorum-qms-"));
  readonly qms: Qms;
  /** The clock, which tests move by hand. */
  now = NOON;

  /** A project of its own, or the copy of another. */
  constructor(original?: TestProject) {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    this.qms = this.open();
    if (original !== undefined) {
      cpSync(original.root, this.root, { recursive: true });
      return;
    }
    mkdirSync(join(this.root, "QMS"));
    for (const [name, group] of [
      ["ini", "initiator"],
      ["qa", "quality"],
      ["tu_ui", "reviewer"],
      ["tu_sim", "reviewer"],
    ])
      this.write(`.claude/agents/${name}.md`, `---\nname: ${name}\ngroup: ${group}\n---\n\nAn agent.\n`);
  }

  /** The QMS of the project, on a file system that may fail. */
  open(files?: FileSystem, onWarning: (sentence: string) => void = () => undefined): Qms {
    const now = (): number => this.now;
    const more = { onWarning, ...(files === undefined ? {} : { files }) };
    return openQms({
      root: this.root,
      store: openStore(this.root, { now, isOnlyThread: true, ...more }),
      now,
    });
  }

  /** Carries out a request that must be accepted, and answers with what it says. */
  as(user: string, request: QmsRequest): string {
    const report = this.report(user, request);
    if (!report.isDone) throw new Error(`not done: ${report.text}`);
    return report.text;
  }

  report(user: string, request: QmsRequest): QmsReport {
    return this.qms.perform(user, request);
  }

  /** Carries out a request that must be refused and leave no trace; answers with what it says. */
  refused(user: string, request: QmsRequest): string {
    const before = this.snapshot();
    try {
      this.qms.perform(user, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const after = this.snapshot();
      if (JSON.stringify([...after]) !== JSON.stringify([...before]))
        throw new Error(`a refusal left a trace: ${error.text}`, { cause: error });
      return error.text;
    }
    throw new Error(`${user} was allowed to ${request.kind}`);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  list(folder: string): string[] {
    return this.has(folder) ? readdirSync(join(this.root, folder)).toSorted() : [];
  }

  meta(id: string): Record<string, unknown> {
    return JSON.parse(this.read(metaOf(id))) as Record<string, unknown>;
  }

  /** The events of a document's history, each as one short line. */
  history(id: string): string[] {
    return parseAudit(this.read(auditOf(id))).events.map(({ event, user, version, details }) => {
      const change = event === "STATUS_CHANGE" ? ` ${details["from_status"]}>${details["to_status"]}` : "";
      return `${event} ${user} ${version}${change}`;
    });
  }

  /** Puts a line behind what a user has checked out. */
  edit(user: string, id: string, line: string): void {
    const path = workspaceOf(user, id);
    this.write(path, `${this.read(path)}${line}\n`);
  }

  inbox(user: string): string[] {
    return this.list(`.claude/users/${user}/inbox`).filter((name) => name.endsWith(".md"));
  }

  archived(user: string): string[] {
    return this.list(`.claude/users/${user}/inbox-archive`).flatMap((day) =>
      this.list(`.claude/users/${user}/inbox-archive/${day}`),
    );
  }

  /** Every file of the project except Quorum's own, each with its text. */
  snapshot(): ReadonlyMap<string, string> {
    const files = readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(this.root.length + 1)
          .replaceAll("\\", "/"),
      )
      .filter((path) => !path.startsWith(".quorum/") && !path.includes("/.tmp/"));
    return new Map(files.toSorted().map((path) => [path, this.read(path)]));
  }
}
