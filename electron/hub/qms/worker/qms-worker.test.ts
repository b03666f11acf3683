import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { createJsonLog } from "../../log/json-log.ts";
import type { CommandOutcome } from "../command/perform-command.ts";
import { takeLock } from "../testing/taken-lock.test-support.ts";
import { TestProject } from "../testing/test-project.test-support.ts";
import { QmsWorker, type QmsWorkerOptions } from "./qms-worker.ts";

const MANY = 50;
const MESSAGE: QmsRequest = { kind: "message", recipient: "qa", subject: "Hello", body: "It counts." };
const STATUS: QmsRequest = { kind: "status", id: "CR-001" };
const READ: QmsRequest = { kind: "read", id: "CR-001", draft: true };

/** The program of a thread that ends when it is to send a message, and answers all else. */
const DIES_OF_CHANGES = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ id, input }) => {
  if (input.request.kind === "message") process.exit(1);
  parentPort.postMessage({ id, kind: "done", output: { exitCode: 0, stdout: "", stderr: "", shown: [] } });
});
`;

let project: TestProject;
/** What was answered, in this order. */
let answered: string[];
let calls = 0;

beforeEach(() => {
  project = new TestProject();
  project.as("ini", { kind: "create", type: "CR", title: "First" });
  answered = [];
});

function open(options: Partial<QmsWorkerOptions> = {}): QmsWorker {
  const worker = new QmsWorker({
    root: project.root,
    program: join(import.meta.dirname, "worker-main.ts"),
    log: createJsonLog(() => undefined, Date.now),
    ...options,
  });
  onTestFinished(() => worker.dispose());
  return worker;
}

async function ask(worker: QmsWorker, user: string, request: QmsRequest): Promise<CommandOutcome> {
  calls += 1;
  const outcome = await worker.call(user, `key-${calls}`, request);
  answered.push(`${user} ${request.kind}`);
  return outcome;
}

function askOften(worker: QmsWorker, user: string, request: QmsRequest): Promise<CommandOutcome[]> {
  return Promise.all(Array.from({ length: MANY }, () => ask(worker, user, request)));
}

describe("many calls at once", () => {
  it("do not hold up a short one that comes after them, also of the same user", async () => {
    const worker = open();
    const long = askOften(worker, "ini", READ);
    await ask(worker, "ini", STATUS);
    // One was under way already.
    expect(answered.length).toBeLessThanOrEqual(2);
    await long;
  });

  it("of one user do not hold up another's", async () => {
    const worker = open();
    const long = askOften(worker, "ini", READ);
    await ask(worker, "qa", READ);
    expect(answered.length).toBeLessThanOrEqual(3);
    await long;
  });

  it("that wait for another program's change do not hold up what only reads, and are all carried out", async () => {
    const worker = open();
    const giveBack = takeLock(project.root);
    const waiting = askOften(worker, "ini", MESSAGE);
    for (const request of [STATUS, READ]) await ask(worker, "ini", request);
    expect(answered).toEqual(["ini status", "ini read"]);
    giveBack();
    const outcomes = await waiting;
    expect(outcomes.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    expect(readdirSync(join(project.root, ".claude", "users", "qa", "inbox"))).toHaveLength(MANY);
  });

  it("are refused together when another program does not give the lock back", async () => {
    const worker = open({ lockTimeoutMs: 100 });
    takeLock(project.root);
    const outcomes = await askOften(worker, "ini", MESSAGE);
    for (const { stdout } of outcomes) expect(stdout).toContain("Another QMS operation is in progress");
    await expect(worker.perform("ini", { kind: "checkin", id: "CR-001" })).rejects.toMatchObject({
      code: "refused",
    });
  });
});

it("tells whose call waits for another program, and leaves one undone that nobody wants any more", async () => {
  const worker = open();
  const giveBack = takeLock(project.root);
  const busy = Promise.withResolvers<number>();
  const cancel = new AbortController();
  const { signal } = cancel;
  const waiting = worker.call("ini", "key-kept", MESSAGE, { signal, onBusy: (ms) => busy.resolve(ms) });
  const unwanted = worker.call("ini", "key-cancelled", MESSAGE, {
    signal: AbortSignal.abort(),
    onBusy: () => undefined,
  });
  expect(await busy.promise).toBeGreaterThanOrEqual(0);
  await expect(unwanted).rejects.toMatchObject({ code: "unavailable" });
  giveBack();
  expect(await waiting).toMatchObject({ exitCode: 0 });
  expect(readdirSync(join(project.root, ".claude", "users", "qa", "inbox"))).toHaveLength(1);
});

it("has archived what was seen before the inbox is looked at again", async () => {
  const worker = open();
  project.write(".claude/users/qa/inbox/notif-CR-001-approved-2026-02-03.md", "---\n---\n");
  const { shown } = await ask(worker, "qa", { kind: "inbox" });
  expect(shown).toHaveLength(1);
  worker.archiveShown("qa", shown);
  const { shown: shownAgain } = await ask(worker, "qa", { kind: "inbox" });
  expect(shownAgain).toEqual([]);
});

it("carries out what waits when its thread has ended in the middle of something else", async () => {
  const program = join(project.root, "ends.mjs");
  writeFileSync(program, DIES_OF_CHANGES);
  const worker = open({ program });
  const [died, status, read] = await Promise.allSettled([
    ask(worker, "ini", MESSAGE),
    ask(worker, "ini", STATUS),
    ask(worker, "qa", READ),
  ]);
  expect(died).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  expect([status, read]).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
});
