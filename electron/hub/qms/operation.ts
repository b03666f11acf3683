import { auditLine, type NewAuditEvent } from "../../../shared/qms/audit-event.ts";
import { archivedOf, auditOf, metaOf } from "../../../shared/qms/document-path.ts";
import type { User } from "../../../shared/qms/group.ts";
import {
  groupReason,
  judge,
  type DocumentAction,
  type Reason,
  type Verdict,
} from "../../../shared/qms/judge.ts";
import { changeMeta, metaText, type DocumentMeta, type MetaChange } from "../../../shared/qms/meta.ts";
import type { Status } from "../../../shared/qms/status.ts";
import { Documents, type StandingDocument } from "./project/documents.ts";
import { localDate } from "./project/dates.ts";
import { Users } from "./project/users.ts";
import { refuse, refuseMissing } from "./refuse.ts";
import type { ProjectChange } from "./store/project-files.ts";

/** What an operation needs of the program around it. */
export interface Surroundings {
  /** The project's root. */
  readonly root: string;
  readonly now: number;
  /** How an assignee calls the command, as their tasks say it. */
  readonly commandOf: (assignee: string) => string;
}

/** One operation of one user while it is carried out: what it reads and writes, and what it says. */
export class Operation {
  readonly files: ProjectChange;
  readonly user: User;
  readonly users: Users;
  readonly documents: Documents;
  readonly now: number;
  readonly root: string;
  readonly commandOf: (assignee: string) => string;
  /** Who need not be told of anything more by this operation. */
  readonly told = new Set<string>();
  readonly lines: string[] = [];
  readonly warnings: string[] = [];

  constructor(files: ProjectChange, userName: string, { root, now, commandOf }: Surroundings) {
    this.root = root;
    this.files = files;
    this.users = new Users(files);
    this.user = this.users.require(userName);
    this.documents = new Documents(files);
    this.now = now;
    this.commandOf = commandOf;
  }

  /** The local date, as documents and tasks state it. */
  get today(): string {
    return localDate(this.now);
  }

  say(...lines: readonly string[]): void {
    this.lines.push(...lines);
  }

  warn(sentence: string): void {
    this.warnings.push(sentence);
  }

  /** The document that an action is asked for, which the action's group may touch and which is there. */
  documentFor(action: DocumentAction, id: string): StandingDocument {
    this.requireGroup(action, id);
    const document = this.documents.find(id);
    if (document === undefined) throw refuseMissing(action, id);
    return document;
  }

  requireGroup(action: DocumentAction, id: string): void {
    const reason = groupReason(action, this.user);
    if (reason !== undefined) throw refuse(action, id, this.user, reason);
  }

  /** Goes on only where the rules allow the action; says where it leads. */
  require(action: DocumentAction, document: StandingDocument): Status {
    const verdict = this.judge(action, document);
    if (verdict.kind === "refused") throw this.refuse(action, document, verdict.reason);
    return verdict.to;
  }

  judge(action: DocumentAction, document: StandingDocument): Verdict {
    return judge(action, this.user, document, {
      groupOf: (name) => this.users.groupOf(name),
      hasChildren: action === "cancel" && this.documents.childrenOf(document.id).length > 0,
    });
  }

  refuse(action: DocumentAction, document: StandingDocument, reason: Reason): Error {
    return refuse(action, document.id, this.user, reason, document);
  }

  /** Stores a document's changed state, and returns it. */
  change(document: StandingDocument, change: MetaChange): StandingDocument {
    const meta = changeMeta(document.meta, change);
    this.save(meta);
    return { ...document, meta };
  }

  save(meta: DocumentMeta): void {
    this.files.write(metaOf(meta.id), metaText(meta));
  }

  /** Adds events to a document's history, each with the version given here. */
  record(id: string, version: string, ...events: readonly Omit<NewAuditEvent, "user" | "version">[]): void {
    this.files.append(
      auditOf(id),
      events.map((event) => auditLine({ ...event, user: this.user.name, version }, this.now)),
    );
  }

  /** Keeps a copy of a version for good. What is there already is never written over. */
  archive(id: string, version: string, text: string): string {
    const path = archivedOf(id, version);
    const kept = this.files.read(path);
    if (kept === undefined) this.files.create(path, text);
    else if (kept !== text)
      this.warn(
        `${path} holds another text already and was kept as it is; this ${version} was not archived.`,
      );
    return path;
  }
}

/** The event of a change of status. */
export function statusChange(from: string, to: string): Omit<NewAuditEvent, "user" | "version"> {
  return { event: "STATUS_CHANGE", details: { from_status: from, to_status: to } };
}
