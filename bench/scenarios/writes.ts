import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAudit } from "../../shared/qms/audit-event.ts";
import { parseMeta } from "../../shared/qms/meta.ts";
import { openQms, type Qms } from "../../electron/hub/qms/qms.ts";
import { initialize } from "../../electron/hub/qms/setup/init.ts";
import { openStore } from "../../electron/hub/qms/store/project-store.ts";
import { claimRow, type Row } from "../support/report.ts";

const WRITER = join(import.meta.dirname, "../support/write-forever.ts");
const SEED = join(import.meta.dirname, "../../assets/qms");
const INBOX = ".claude/users/qa/inbox";

/** What crashes and crowds do to what was written: nothing. */
export async function writes({ kills = 500, seconds = 60 } = {}): Promise<Row[]> {
  return [await killed(kills), await crowded(seconds), await messages()];
}

/** A project, and the QMS of it as the next program finds it. */
interface Ground {
  readonly root: string;
  readonly qms: Qms;
}

async function onGround<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "quorum-bench-writes-"));
  const now = Date.now;
  try {
    initialize({ folder: root, seed: SEED, now });
    const store = openStore(root, { now, lockTimeoutMs: 60_000, isOnlyThread: true });
    return await work({ root, qms: openQms({ root, store, now }) });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A writer, and all that it says it was told is done. */
interface Writer {
  readonly process: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<unknown>;
}

function startWriter(root: string, user: string, what: string, onLine = (): void => undefined): Writer {
  const child = spawn(process.execPath, [WRITER, root, user, what], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, ".cache") },
  });
  const said: string[] = [];
  let rest = "";
  child.stdout.on("data", (data: Buffer) => {
    const lines = (rest + data.toString()).split("\n");
    rest = lines.pop() ?? "";
    said.push(...lines);
    for (const _line of lines) onLine();
  });
  return { process: child, said, ended: once(child, "close") };
}

/** Two writers at a time, each killed at a random instant behind its first write, and followed by another. */
async function killed(times: number): Promise<Row> {
  return onGround(async ({ root, qms }) => {
    const said: string[] = [];
    let left = times;
    const lane = async (user: string): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const { promise: isAtWork, resolve } = Promise.withResolvers<void>();
        const writer = startWriter(root, user, "create", resolve);
        await isAtWork;
        setTimeout(() => writer.process.kill("SIGKILL"), Math.random() * 40);
        await writer.ended;
        said.push(...writer.said);
      }
    };
    await Promise.all([lane("claude"), lane("lead")]);
    qms.perform("claude", { kind: "workspace" });
    const problems = [...said.flatMap((line) => lost(root, line)), ...unreadable(root)];
    const figure = problems.length === 0 ? `${said.length} writes` : problems.slice(0, 3).join("; ");
    return claimRow(
      `kill -9 at ${times} random instants: nothing lost, nothing unreadable`,
      problems.length === 0,
      figure,
    );
  });
}

function lost(root: string, line: string): string[] {
  const [kind, name = ""] = line.split(" ");
  const paths =
    kind === "message"
      ? [`${INBOX}/${name}.md`]
      : [`QMS/CR/${name}/${name}-draft.md`, `QMS/.meta/CR/${name}.json`, `QMS/.audit/CR/${name}.jsonl`];
  return paths.filter((path) => !existsSync(join(root, path))).map((path) => `${path} is lost`);
}

function unreadable(root: string): string[] {
  const text = (path: string): string => readFileSync(join(root, path), "utf8");
  const names = (folder: string): string[] =>
    readdirSync(join(root, folder)).filter((name) => name !== ".gitkeep");
  const metas = names("QMS/.meta/CR").filter(
    (name) => parseMeta(text(`QMS/.meta/CR/${name}`)).kind !== "meta",
  );
  const audits = names("QMS/.audit/CR").filter(
    (name) => parseAudit(text(`QMS/.audit/CR/${name}`)).badLines.length > 0,
  );
  const items = names(INBOX).filter((name) => !/^---\n[^]*\n---\n\n[^]*\n$/.test(text(`${INBOX}/${name}`)));
  const drafts = names("QMS/CR").filter(
    (id) => !text(`QMS/CR/${id}/${id}-draft.md`).startsWith("---\ntitle: "),
  );
  return [...metas, ...audits, ...items, ...drafts].map((name) => `${name} is unreadable`);
}

/** Eight writers and four readers of one document, for so long. */
async function crowded(seconds: number): Promise<Row> {
  return onGround(async ({ root, qms }) => {
    const writers = Array.from({ length: 8 }, (_none, index) => `writer_${index}`);
    for (const name of writers) qms.perform("lead", { kind: "user-add", name, group: "initiator" });
    qms.perform("claude", { kind: "create", type: "CR", title: "Crowded" });
    qms.perform("claude", { kind: "checkin", id: "CR-001" });
    const running = [
      ...writers.map((name) => startWriter(root, name, "edit")),
      ...Array.from({ length: 4 }, () => startWriter(root, "claude", "read")),
    ];
    const failed: string[] = [];
    for (const { process: child } of running) {
      child.once("exit", (code, signal) => {
        if (signal !== "SIGKILL") failed.push(`a program ended with ${code}`);
      });
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    for (const { process: child } of running) child.kill("SIGKILL");
    await Promise.all(running.map(({ ended }) => ended));
    const { text } = qms.perform("claude", { kind: "read", id: "CR-001" });
    const there = new Set(text.split("\n"));
    const said = running.flatMap((writer) => writer.said);
    const missing = said.filter((line) => line.startsWith("- line of ") && !there.has(line));
    const reads = said.filter((line) => line === "read").length;
    const figure = [...failed, ...missing.map((line) => `lost: ${line}`)];
    return claimRow(
      `8 writers and 4 readers on one document for ${seconds} s: no torn read, no lost update`,
      figure.length === 0,
      figure.length === 0 ? `${said.length - reads} edits, ${reads} reads` : figure.slice(0, 3).join("; "),
    );
  });
}

/** A thousand messages to one inbox from eight programs at once, most of them in the same seconds. */
async function messages(): Promise<Row> {
  return onGround(async ({ root, qms }) => {
    const senders = Array.from({ length: 8 }, (_none, index) => `sender_${index % 2}`);
    for (const name of new Set(senders)) qms.perform("lead", { kind: "user-add", name, group: "reviewer" });
    await Promise.all(senders.map((name) => startWriter(root, name, "message").ended));
    const items = readdirSync(join(root, INBOX)).filter((name) => name.startsWith("msg-"));
    const whole = items.filter((name) =>
      readFileSync(join(root, INBOX, name), "utf8").endsWith(`${"x".repeat(2000)}\n`),
    );
    const isRight = items.length === 1000 && whole.length === 1000;
    return claimRow(
      "1,000 messages from 8 processes at once: all there, all whole",
      isRight,
      `${whole.length} whole`,
    );
  });
}
