import { Worker } from "node:worker_threads";
import type { Disposable } from "../../../../shared/base/disposable.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { QmsReport, QmsRequest } from "../../../../shared/qms/request.ts";
import type { Logger } from "../../log/logger.ts";
import type { AgentCommand } from "../command/agent-command.ts";
import type { CommandOutcome } from "../command/perform-command.ts";
import type { WorkerReply, WorkerRequest, WorkerStart, WorkerTask, WorkerTasks } from "./messages.ts";

export interface QmsWorkerOptions {
  readonly root: string;
  /** The program of the worker. */
  readonly program: string;
  readonly log: Logger;
}

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The QMS engine in a thread of its own: one request after another, and the hub's event loop waits for none. */
export class QmsWorker implements Disposable {
  readonly #options: QmsWorkerOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(options: QmsWorkerOptions) {
    this.#options = options;
  }

  perform(user: string, request: QmsRequest): Promise<QmsReport> {
    return this.#ask("perform", { user, request });
  }

  run(agent: string, key: string, command: AgentCommand): Promise<CommandOutcome> {
    return this.#ask("run", { agent, key, command });
  }

  /** Carries out a call that may come again: with the same key it is the same call, and gets the same answer. */
  call(user: string, key: string, request: QmsRequest): Promise<CommandOutcome> {
    return this.#ask("call", { user, key, request });
  }

  /** Makes a QMS project of the root with what the folder of seeds has, where it is none yet. */
  initialize(seed: string): Promise<QmsReport> {
    return this.#ask("initialize", { seed });
  }

  archiveShown(user: string, names: readonly string[]): void {
    this.#ask("archiveShown", { user, names }).catch((error: unknown) => {
      // They stay where they are, and are shown again.
      this.#options.log.warn("notifications could not be archived", { user, error });
    });
  }

  /** Ends the thread. What it was in the middle of is done or undone by the next command. */
  dispose(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectAll(new HubError("unavailable", "The project was closed."));
    void worker?.terminate();
  }

  #ask<Task extends WorkerTask>(
    task: Task,
    input: WorkerTasks[Task]["input"],
  ): Promise<WorkerTasks[Task]["output"]> {
    this.#worker ??= this.#start();
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#worker.postMessage({ id, task, input } as WorkerRequest);
    return promise as Promise<WorkerTasks[Task]["output"]>;
  }

  #start(): Worker {
    const { root, program, log } = this.#options;
    const worker = new Worker(program, { workerData: { root } satisfies WorkerStart, name: "qms" });
    // The project is not kept open by a thread that has nothing to do.
    worker.unref();
    worker.on("message", (reply: WorkerReply) => this.#onReply(reply));
    const onEnd = (error?: unknown): void => {
      if (this.#worker !== worker) return;
      // The next request starts another; those under way are not asked again, since they may have been carried out.
      this.#worker = undefined;
      log.error("the QMS engine ended unexpectedly", { error });
      this.#rejectAll(
        new HubError("unavailable", "The QMS stopped in the middle of this. Look before you try again."),
      );
    };
    worker.on("error", onEnd);
    worker.on("exit", () => onEnd());
    return worker;
  }

  #onReply(reply: WorkerReply): void {
    if (reply.kind === "warning") return this.#options.log.warn(reply.sentence);
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    switch (reply.kind) {
      case "done":
        return waiting?.resolve(reply.output);
      case "refused":
        return waiting?.reject(new HubError("refused", reply.sentence));
      case "failed":
        this.#options.log.error("the QMS engine failed", { report: reply.report });
        return waiting?.reject(
          new HubError("internal", "Something went wrong inside the QMS. The log says what."),
        );
    }
  }

  #rejectAll(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
