import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceOf } from "../../shared/qms/document-path.ts";
import type { QmsRequest } from "../../shared/qms/request.ts";
import { openQms } from "../../electron/hub/qms/qms.ts";
import { Refusal } from "../../electron/hub/qms/refusal.ts";
import { openStore } from "../../electron/hub/qms/store/project-store.ts";

// `write-forever <root> <user> <what>`: one user who never stops, in a process that is killed. What it was told is done
// it says on a line of its own, after it was told.
const [root = "", user = "", what = ""] = process.argv.slice(2);
const now = Date.now;
const qms = openQms({
  root,
  store: openStore(root, { now, lockTimeoutMs: 60_000, isOnlyThread: true }),
  now,
});
const ID = "CR-001";
const pause = new Int32Array(new SharedArrayBuffer(4));

function say(line: string): void {
  appendFileSync(1, `${line}\n`);
}

/** Whether it was allowed: somebody else may have the document. */
function isDone(request: QmsRequest): boolean {
  try {
    qms.perform(user, request);
    return true;
  } catch (error) {
    if (error instanceof Refusal && /checked out|You already have/.test(error.text)) return false;
    throw error;
  }
}

const WORK: Readonly<Record<string, (round: number) => void>> = {
  /** Creates documents and writes messages. */
  create: (round) => {
    const { text } = qms.perform(user, { kind: "create", type: "CR", title: `${user} ${round}` });
    say(`document ${/Created: (\S+)/.exec(text)?.[1]}`);
    const sent = qms.perform(user, {
      kind: "message",
      recipient: "qa",
      subject: "S",
      body: `Round ${round}.`,
    });
    say(`message ${/Message sent: (\S+)/.exec(sent.text)?.[1]}`);
  },
  /** Adds a line to the document that all others add lines to. */
  edit: (round) => {
    if (!isDone({ kind: "checkout", id: ID })) return void Atomics.wait(pause, 0, 0, 1 + (round % 5));
    const line = `- line of ${user} ${process.pid} ${round}`;
    appendFileSync(join(root, workspaceOf(user, ID)), `${line}\n`);
    qms.perform(user, { kind: "checkin", id: ID });
    say(line);
  },
  /** Reads the document, and sees it whole and never shorter than before. */
  read: () => {
    const { text } = qms.perform(user, { kind: "read", id: ID });
    const lines = text.split("\n").filter((line) => line.startsWith("- line of "));
    if (!text.startsWith("---\ntitle: ") || !text.endsWith("\n")) throw new Error("a torn document");
    if (lines.length < seen || lines.some((line) => !/^- line of \w+ \d+ \d+$/.test(line)))
      throw new Error(`a torn document: ${lines.length} lines after ${seen}`);
    seen = lines.length;
    JSON.parse(readFileSync(join(root, `QMS/.meta/CR/${ID}.json`), "utf8"));
    say("read");
  },
  /** Writes as many messages as are wanted, and ends. */
  message: (round) => {
    qms.perform(user, {
      kind: "message",
      recipient: "qa",
      subject: `${user} ${round}`,
      body: "x".repeat(2000),
    });
    say(`sent ${round}`);
    if (round === 125) process.exit(0);
  },
};
let seen = 0;

for (let round = 1; ; round += 1) WORK[what]?.(round);
