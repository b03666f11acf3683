import { Worker } from "node:worker_threads";
import type { Disposable } from "../../../../shared/base/disposable.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import { PERSON } from "../../../../shared/qms/group.ts";
import type { QmsReport, QmsRequest } from "../../../../shared/qms/request.ts";
import type { Logger } from "../../log/logger.ts";
import type { AgentCommand } from "../command/agent-command.ts";
import { parseArguments } from "../command/parse-arguments.ts";
import type { CommandOutcome } from "../command/perform-command.ts";
import { hasteOf } from "./haste-of.ts";
import type {
  WorkerAnswer,
  WorkerBusy,
  WorkerReply,
  WorkerRequest,
  WorkerStart,
  WorkerTask,
  WorkerTasks,
} from "./messages.ts";
import { TaskQueue, type Haste } from "./task-queue.ts";

/** A person waits this long for the project's lock and no longer; a change takes some milliseconds. */
const LOCK_TIMEOUT_MS = 10_000;

export interface QmsWorkerOptions {
  readonly root: string;
  /** The program of the worker. */
  readonly program: string;
  readonly log: Logger;
  /** For how long another program may have the project's lock before a change is refused. */
  readonly lockTimeoutMs?: number;
}

/** What a call has to do with its caller while it waits. */
export interface CallWait {
  /** Nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Another program has had the project's lock for so long; told again and again. */
  readonly onBusy: (waitedMs: number) => void;
}

interface Task {
  readonly user: string;
  readonly haste: Haste;
  readonly request: WorkerRequest;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly wait?: CallWait | undefined;
  /** Since when it has found that another program has the project's lock. */
  busySince?: number;
}

/**
 * The QMS engine in a thread of its own: one request after another, and the hub's event loop waits for none. What is
 * short does not wait for all that came before it, and nobody's requests wait for all those of another.
 */
export class QmsWorker implements Disposable {
  readonly #options: QmsWorkerOptions;
  readonly #queue = new TaskQueue<Task>();
  #underWay: Task | undefined;
  #worker: Worker | undefined;
  #lastId = 0;
  #isOver = false;

  constructor(options: QmsWorkerOptions) {
    this.#options = options;
  }

  perform(user: string, request: QmsRequest): Promise<QmsReport> {
    return this.#ask("perform", { user, request }, user, hasteOf(request));
  }

  run(agent: string, key: string, command: AgentCommand): Promise<CommandOutcome> {
    const parsed = parseArguments(command.argv);
    const haste = parsed.kind === "request" ? hasteOf(parsed.request) : "short";
    return this.#ask("run", { agent, key, command }, agent, haste);
  }

  /** Carries out a call that may come again: with the same key it is the same call, and gets the same answer. */
  call(user: string, key: string, request: QmsRequest, wait?: CallWait): Promise<CommandOutcome> {
    return this.#ask("call", { user, key, request }, user, hasteOf(request), wait);
  }

  /** Makes a QMS project of the root with what the folder of seeds has, where it is none yet. */
  initialize(seed: string): Promise<QmsReport> {
    return this.#ask("initialize", { seed }, PERSON, "long");
  }

  archiveShown(user: string, names: readonly string[]): void {
    // Before the next look at the inbox: what was seen is not shown again.
    this.#ask("archiveShown", { user, names }, user, "first").catch((error: unknown) => {
      // They stay where they are, and are shown again.
      this.#options.log.warn("notifications could not be archived", { user, error });
    });
  }

  /** Ends the thread. What it was in the middle of is done or undone by the next command. */
  dispose(): void {
    this.#isOver = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#take()?.reject(closed());
    for (const { reject } of this.#queue.takeAll()) reject(closed());
    void worker?.terminate();
  }

  #ask<Name extends WorkerTask>(
    task: Name,
    input: WorkerTasks[Name]["input"],
    user: string,
    haste: Haste,
    wait?: CallWait,
  ): Promise<WorkerTasks[Name]["output"]> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const request = { id: ++this.#lastId, task, input } as WorkerRequest;
    if (this.#isOver) reject(closed());
    this.#queue.add(user, haste, { user, haste, request, resolve, reject, wait });
    this.#next();
    return promise as Promise<WorkerTasks[Name]["output"]>;
  }

  /** Hands the next task over, when the thread has nothing to do. */
  #next(): void {
    if (this.#underWay !== undefined || this.#isOver) return;
    const task = this.#queue.takeNext();
    if (task === undefined) return;
    this.#underWay = task;
    this.#worker ??= this.#start();
    this.#worker.postMessage(task.request);
  }

  #start(): Worker {
    const { root, program, log } = this.#options;
    const worker = new Worker(program, { workerData: { root } satisfies WorkerStart, name: "qms" });
    // The project is not kept open by a thread that has nothing to do.
    worker.unref();
    worker.on("message", (reply: WorkerReply) => this.#onReply(reply));
    const onEnd = (error?: unknown): void => {
      if (this.#worker !== worker) return;
      // The next request starts another; the one under way is not asked again, since it may have been carried out.
      this.#worker = undefined;
      log.error("the QMS engine ended unexpectedly", { error });
      this.#take()?.reject(
        new HubError("unavailable", "The QMS stopped in the middle of this. Look before you try again."),
      );
      this.#next();
    };
    worker.on("error", onEnd);
    worker.on("exit", () => onEnd());
    return worker;
  }

  #onReply(reply: WorkerReply): void {
    if (reply.kind === "warning") return this.#options.log.warn(reply.sentence);
    const task = this.#take();
    if (task === undefined) return;
    this.#settle(task, reply);
    this.#next();
  }

  /** Takes away what is under way, whose end is known now. */
  #take(): Task | undefined {
    const task = this.#underWay;
    this.#underWay = undefined;
    return task;
  }

  #settle(task: Task, reply: WorkerAnswer | WorkerBusy): void {
    switch (reply.kind) {
      case "busy": {
        const now = performance.now();
        const { lockTimeoutMs = LOCK_TIMEOUT_MS } = this.#options;
        task.busySince ??= now;
        // Nothing was done yet, and nobody wants it any more.
        if (task.wait?.signal.aborted === true) return task.reject(cancelled());
        task.wait?.onBusy(now - task.busySince);
        if (now - task.busySince >= lockTimeoutMs) return this.#settle(task, reply.otherwise);
        return this.#queue.add(task.user, task.haste, task);
      }
      case "done":
        return task.resolve(reply.output);
      case "refused":
        return task.reject(new HubError("refused", reply.sentence));
      case "failed":
        this.#options.log.error("the QMS engine failed", { report: reply.report });
        return task.reject(
          new HubError("internal", "Something went wrong inside the QMS. The log says what."),
        );
    }
  }
}

function cancelled(): HubError {
  return new HubError("unavailable", "The call was cancelled while another program had the QMS.");
}

function closed(): HubError {
  return new HubError("unavailable", "The project was closed.");
}
