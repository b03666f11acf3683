import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes files of a project in a temporary folder, and makes the folders on the way. */
export class ProjectFiles {
  readonly root: string;
  readonly #made = new Set<string>();

  constructor(root: string) {
    this.root = root;
  }

  path(path: string): string {
    return join(this.root, path);
  }

  write(path: string, content: string | Uint8Array): void {
    const file = this.path(path);
    const folder = dirname(file);
    if (!this.#made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#made.add(folder);
    }
    writeFileSync(file, content);
  }

  /** A document that is as it should be: state, text and history. */
  document(
    id: string,
    type: string,
    { text, folder, meta = {}, title = `About ${id}` }: DocumentFixture,
  ): void {
    const fields = { doc_id: id, doc_type: type, ...META, ...meta };
    this.write(`QMS/.meta/${type}/${id}.json`, JSON.stringify(fields, null, 2));
    const isDone = fields.status === "CLOSED" || fields.status === "EFFECTIVE";
    const content = text ?? documentText(title);
    this.write(`QMS/${folder}/${id}${isDone ? "" : "-draft"}.md`, content);
    this.write(`QMS/.audit/${type}/${id}.jsonl`, `${auditLine("CREATE", { title })}\n`);
  }

  inbox(user: string, name: string, text: string): void {
    this.write(`.claude/users/${user}/inbox/${name}`, text);
  }
}

export interface DocumentFixture {
  readonly folder: string;
  readonly text?: string;
  readonly title?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
}

const META = {
  version: "0.1",
  status: "DRAFT",
  executable: true,
  execution_phase: "pre_release",
  responsible_user: "claude",
  checked_out: false,
  checked_out_date: null,
  effective_version: null,
  pending_assignees: [] as readonly string[],
};

export function documentText(title: string, body = "Nothing yet.\n"): string {
  return `---\ntitle: ${title}\nrevision_summary: Initial draft\n---\n\n${body}`;
}

export function auditLine(event: string, extra: Readonly<Record<string, unknown>> = {}): string {
  const line = { ts: "2026-02-04T14:30:22+00:00", event, user: "claude", version: "0.1", ...extra };
  return JSON.stringify(line).replaceAll('":', '": ').replaceAll(',"', ', "');
}

export function messageText(from: string, to: string, subject: string, body = "Hello.\n"): string {
  return `---\ntype: message\nfrom: ${from}\nto: ${to}\ntimestamp: 2026-02-04T14:30:22Z\nsubject: "${subject}"\n---\n\n${body}`;
}

export function taskText(document: string, title: string): string {
  return `---\ntask_id: task-${document}-pre_review-v0-1\ntask_type: REVIEW\nworkflow_type: PRE_REVIEW\ndoc_id: ${document}\ntitle: ${title}\nstatus: IN_PRE_REVIEW\nresponsible_user: claude\nassigned_by: claude\nassigned_date: 2026-02-04\nversion: 0.1\n---\n\nReview ${document}.\n`;
}

export function notificationText(document: string, event: string): string {
  return `---\ntype: notification\nevent: ${event}\ndoc_id: ${document}\ntimestamp: 2026-02-04T15:45:00Z\n---\n\n${document} has been approved by qa.\n`;
}
