import { parentPort, workerData } from "node:worker_threads";
import { performForAgent } from "../command/agent-command.ts";
import { performCommand } from "../command/perform-command.ts";
import { openQms } from "../qms.ts";
import { Refusal } from "../refusal.ts";
import { initialize } from "../setup/init.ts";
import { openStore } from "../store/project-store.ts";
import type { WorkerReply, WorkerRequest, WorkerStart } from "./messages.ts";

// The engine waits for the disk and for the project's lock: a thread of its own may.
if (parentPort === null) throw new Error("This runs as a worker of the hub.");
const port = parentPort;
const { root } = workerData as WorkerStart;
const now = Date.now;
const store = openStore(root, {
  now,
  isOnlyThread: true,
  onWarning: (sentence) => port.postMessage({ kind: "warning", sentence } satisfies WorkerReply),
});
const qms = openQms({ root, store, now });

port.on("message", (request: WorkerRequest) => port.postMessage(replyTo(request)));

function replyTo(request: WorkerRequest): WorkerReply {
  const { id } = request;
  try {
    return { id, kind: "done", output: carryOut(request) };
  } catch (error) {
    if (error instanceof Refusal) return { id, kind: "refused", sentence: error.message };
    return {
      id,
      kind: "failed",
      report: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

function carryOut({ task, input }: WorkerRequest): unknown {
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
