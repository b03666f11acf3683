import { parentPort, workerData } from "node:worker_threads";
import { performForAgent } from "../command/agent-command.ts";
import { performCommand } from "../command/perform-command.ts";
import { openQms, type Qms } from "../qms.ts";
import { Refusal } from "../refusal.ts";
import { initialize } from "../setup/init.ts";
import { LockTaken } from "../store/lock/project-lock.ts";
import { openStore } from "../store/project-store.ts";
import type { WorkerAnswer, WorkerReply, WorkerRequest, WorkerStart } from "./messages.ts";

// The engine waits for the disk: a thread of its own may. For the project's lock it waits only a moment: what else is
// asked for has its turn before a change is tried again.
const LOCK_TIMEOUT_MS = 20;

if (parentPort === null) throw new Error("This runs as a worker of the hub.");
const port = parentPort;
const { root } = workerData as WorkerStart;
const now = Date.now;
const store = openStore(root, {
  now,
  isOnlyThread: true,
  lockTimeoutMs: LOCK_TIMEOUT_MS,
  onWarning: (sentence) => port.postMessage({ kind: "warning", sentence } satisfies WorkerReply),
});
const engine = openQms({ root, store, now });

port.on("message", (request: WorkerRequest) => port.postMessage(replyTo(request)));

function replyTo(request: WorkerRequest): WorkerReply {
  let isBusy = false;
  const answer = answerTo(
    request,
    noticing(engine, () => {
      isBusy = true;
    }),
  );
  return isBusy ? { kind: "busy", id: request.id, otherwise: answer } : answer;
}

function answerTo(request: WorkerRequest, qms: Qms): WorkerAnswer {
  const { id } = request;
  try {
    return { id, kind: "done", output: carryOut(request, qms) };
  } catch (error) {
    if (error instanceof Refusal) return { id, kind: "refused", sentence: error.message };
    return {
      id,
      kind: "failed",
      report: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

function carryOut({ task, input }: WorkerRequest, qms: Qms): unknown {
  switch (task) {
    case "perform":
      return qms.perform(input.user, input.request);
    case "run":
      return performForAgent(qms.forCall(`${input.agent} ${input.key}`), input.agent, input.command);
    case "call":
      return performCommand(qms.forCall(`${input.user} ${input.key}`), input.user, input.request);
    case "initialize":
      return initialize({ folder: root, root, seed: input.seed, now });
    case "archiveShown":
      return qms.archiveShown(input.user, input.names);
  }
}

/** The same QMS, which tells when it refuses something because another program has the lock. */
function noticing(qms: Qms, onTaken: () => void): Qms {
  function told<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof LockTaken) onTaken();
      throw error;
    }
  }
  return {
    forCall: (key) => noticing(qms.forCall(key), onTaken),
    perform: (user, request) => told(() => qms.perform(user, request)),
    archiveShown: (user, names) => told(() => qms.archiveShown(user, names)),
  };
}
