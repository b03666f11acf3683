import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A line of a history. */
export interface HistoryLine {
  readonly ts: string;
  readonly event: string;
  readonly user: string;
  readonly version: string;
  readonly [detail: string]: unknown;
}

/** A document as a spec wants it. */
export interface DocumentFile {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly owner: string;
  readonly version?: string;
  readonly pending?: readonly string[];
  readonly isCheckedOut?: boolean;
  readonly lines: readonly HistoryLine[];
  readonly body?: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Writes documents of a QMS as the engine leaves them, without the time that the engine would take. */
export class DashboardFiles {
  readonly #project: string;

  constructor(project: string) {
    this.#project = project;
  }

  /** Makes the folder a project with these agents, which run the scripted program. */
  async define(agents: readonly string[]): Promise<void> {
    const programs = agents.map((agent) => [agent, { program: "scripted" }]);
    await this.#write("quorum.json", JSON.stringify({ version: 1, agents: Object.fromEntries(programs) }));
    await this.#write(
      "qms.config.json",
      JSON.stringify({ version: "1.0", created: new Date().toISOString(), sdlc_namespaces: [] }),
    );
    for (const agent of agents) {
      await this.#write(`.claude/agents/${agent}.md`, `---\nname: ${agent}\ngroup: reviewer\n---\n`);
      await mkdir(join(this.#project, ".claude", "users", agent, "inbox"), { recursive: true });
    }
    await mkdir(join(this.#project, "QMS", "CR"), { recursive: true });
  }

  async document(file: DocumentFile): Promise<void> {
    const {
      id,
      title,
      status,
      owner,
      version = "0.1",
      pending = [],
      isCheckedOut = false,
      lines,
      body,
    } = file;
    const type = typeOf(id);
    const isClosed = status === "CLOSED";
    const folder = `QMS/${type}/${/^[A-Z]+-\d+/.exec(id)?.[0] ?? id}`;
    await this.#write(
      `${folder}/${id}${isClosed ? "" : "-draft"}.md`,
      `---\ntitle: ${title}\nrevision_summary: Initial draft\n---\n\n# ${id}: ${title}\n\n${body ?? ""}\n`,
    );
    const meta = {
      doc_id: id,
      doc_type: type,
      version,
      status,
      executable: true,
      execution_phase: "pre_release",
      responsible_user: isClosed ? null : owner,
      checked_out: isCheckedOut,
      checked_out_date: isCheckedOut ? "2026-10-07" : null,
      effective_version: null,
      pending_assignees: pending,
    };
    await this.#write(`QMS/.meta/${type}/${id}.json`, JSON.stringify(meta, undefined, 2));
    await this.#write(
      `QMS/.audit/${type}/${id}.jsonl`,
      lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
  }

  /** Adds a line to a document's history. */
  async happened(id: string, line: HistoryLine): Promise<void> {
    const path = join(this.#project, "QMS", ".audit", typeOf(id), `${id}.jsonl`);
    await appendFile(path, `${JSON.stringify(line)}\n`);
  }

  async #write(path: string, text: string): Promise<void> {
    const file = join(this.#project, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function typeOf(id: string): string {
  return id.slice(0, id.indexOf("-"));
}

/** The stages of a change record, how long each takes in minutes, and what it ends with. */
const STAGES = [
  "DRAFT",
  "IN_PRE_REVIEW",
  "IN_PRE_APPROVAL",
  "IN_EXECUTION",
  "IN_POST_APPROVAL",
  "CLOSED",
] as const;

const TITLES = [
  "Show the table of a whole day",
  "Let the harbour be chosen",
  "Print the time that is left",
  "Keep a day’s tides in a file, so that a second start is quick",
  "Warn of spring tides",
  "Round to whole minutes",
  "Say which clock is meant",
];

/** A project's worth of change records: the same for the same number, spread over the days before `now`. */
export function changeRecords(count: number, now: number): readonly DocumentFile[] {
  return Array.from({ length: count }, (_, at) => changeRecord(at, now));
}

function changeRecord(at: number, now: number): DocumentFile {
  const id = `CR-${String(at + 1).padStart(3, "0")}`;
  const owner = at % 9 === 4 ? "lead" : "claude";
  const stage = (at * 7) % 13 < 8 ? 5 : at % 5;
  const status = STAGES[stage] ?? "DRAFT";
  const reviewers = at % 2 === 0 ? ["qa", "tu_ui", "tu_scene"] : ["qa"];
  // Most went slowly; a few began and ended today.
  const began =
    status === "CLOSED" && at % 6 !== 0
      ? now - (1 + ((at * 11) % 85)) * DAY_MS
      : now - (40 + at * 3) * MINUTE_MS;
  const lines: HistoryLine[] = [];
  let time = Math.floor(began / 1000) * 1000;
  const add = (minutes: number, event: string, user: string, details: object = {}): void => {
    time = Math.min(time + minutes * MINUTE_MS, now - 1000);
    const ts = new Date(time)
      .toISOString()
      .replace(".000Z", "+00:00")
      .replace(/\.\d+Z$/, "+00:00");
    lines.push({ ts, event, user, version: "0.1", ...details });
  };
  const change = (from: string, to: string, user: string): void =>
    add(0, "STATUS_CHANGE", user, { from_status: from, to_status: to });
  add(0, "CREATE", owner, { title: TITLES[at % TITLES.length] });
  add(1, "CHECKIN", owner);
  const route = (): void => {
    change("DRAFT", "IN_PRE_REVIEW", owner);
    add(0, "ROUTE_REVIEW", owner, { assignees: reviewers, review_type: "PRE_REVIEW" });
  };
  let pending: readonly string[] = [];
  if (stage >= 1) {
    route();
    if (stage > 1 && at % 4 === 0) {
      // Sent back once.
      for (const user of reviewers) {
        add(2, "REVIEW", user, { outcome: "UPDATES_REQUIRED", comment: "Say more." });
      }
      change("IN_PRE_REVIEW", "PRE_REVIEWED", reviewers.at(-1) ?? "qa");
      add(1, "CHECKOUT", owner);
      change("PRE_REVIEWED", "DRAFT", owner);
      add(3, "CHECKIN", owner);
      route();
    }
    const answered = stage > 1 ? reviewers : reviewers.slice(0, reviewers.length - 1);
    for (const user of answered)
      add(1 + (at % 5), "REVIEW", user, { outcome: "RECOMMEND", comment: "Good." });
    pending = reviewers.filter((user) => !answered.includes(user));
  }
  if (stage >= 2) {
    change("IN_PRE_REVIEW", "PRE_REVIEWED", "qa");
    change("PRE_REVIEWED", "IN_PRE_APPROVAL", owner);
    add(1, "ROUTE_APPROVAL", owner, { assignees: ["qa"], approval_type: "PRE_APPROVAL" });
    pending = ["qa"];
  }
  if (stage >= 3) {
    add(1, "APPROVE", "qa");
    change("IN_PRE_APPROVAL", "PRE_APPROVED", "qa");
    add(1, "RELEASE", owner);
    change("PRE_APPROVED", "IN_EXECUTION", owner);
    pending = [];
  }
  if (stage >= 4) {
    add(10 + at, "CHECKIN", owner);
    change("IN_EXECUTION", "IN_POST_APPROVAL", owner);
    add(0, "ROUTE_APPROVAL", owner, { assignees: ["qa", "lead"], approval_type: "POST_APPROVAL" });
    pending = ["qa", "lead"];
  }
  if (stage >= 5) {
    add(1, "APPROVE", "qa");
    add(1, "APPROVE", "lead");
    change("IN_POST_APPROVAL", "POST_APPROVED", "lead");
    add(0, "CLOSE", owner);
    change("POST_APPROVED", "CLOSED", owner);
    pending = [];
  }
  const items = Array.from({ length: 3 + (at % 6) }, (_, item) => {
    const isDone = stage >= 4 || (stage === 3 && item <= at % 4);
    return `| EI-${String(item + 1)} | Do it | It is done | ${isDone ? "Seen in the output" : ""} | ${isDone ? "Pass" : ""} |`;
  });
  const body = [
    "| EI | Task | Expected | Evidence | Outcome |",
    "| --- | --- | --- | --- | --- |",
    ...items,
  ].join("\n");
  return {
    id,
    title: TITLES[at % TITLES.length] ?? id,
    status,
    owner,
    version: stage >= 3 ? "1.0" : "0.1",
    pending,
    isCheckedOut: status === "DRAFT" && at % 3 === 0,
    lines,
    body,
  };
}

/** A draft of claude's, or what a spec makes of it. */
export function draftFile(id: string, extra: Partial<DocumentFile> = {}): DocumentFile {
  const title = `About ${id}`;
  const created = { ts: "2026-10-01T08:00:00+00:00", event: "CREATE", user: "claude", version: "0.1", title };
  return { id, title, status: "DRAFT", owner: "claude", lines: [created], ...extra };
}

/** A document of claude's that some have been asked to review. */
export function reviewFile(id: string, pending: readonly string[]): DocumentFile {
  const { lines, ...rest } = draftFile(id);
  const routed = { ts: "2026-10-02T08:00:00+00:00", user: "claude", version: "0.1" };
  return {
    ...rest,
    status: "IN_PRE_REVIEW",
    pending,
    lines: [
      ...lines,
      { ...routed, event: "STATUS_CHANGE", from_status: "DRAFT", to_status: "IN_PRE_REVIEW" },
      { ...routed, event: "ROUTE_REVIEW", assignees: pending, review_type: "PRE_REVIEW" },
    ],
  };
}
