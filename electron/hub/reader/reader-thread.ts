import { Worker } from "node:worker_threads";
import { HubError } from "../../../shared/contract/errors.ts";
import type { Logger } from "../log/logger.ts";
import type {
  FromReader,
  ReaderBatch,
  ReaderCallName,
  ReaderCalls,
  ReaderSetup,
  ToReader,
} from "./messages.ts";

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 30_000;
/** A thread that lived so long did not die of what it met at its start. */
const LIVED_WELL_MS = 60_000;
/** How long batches are taken up in one turn of the loop. */
const TURN_MS = 1;
/** The thread keeps little that is new: a small young generation costs no speed, and saves memory. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

export interface ReaderThreadOptions {
  readonly setup: Omit<ReaderSetup, "usesIndex">;
  readonly startWorker: (setup: ReaderSetup) => Worker;
  readonly log: Logger;
  /** A thread begins to tell everything, from the start. */
  readonly onStarted: () => void;
  readonly onBatch: (batch: ReaderBatch) => void;
}

/** Starts the worker whose program is in this file. */
export function workerFrom(file: string): (setup: ReaderSetup) => Worker {
  return (setup) => new Worker(file, { workerData: setup, resourceLimits: LIMITS, name: "reader" });
}

interface PendingCall {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

/** The thread that reads the project, started again when it dies. */
export class ReaderThread {
  readonly #options: ReaderThreadOptions;
  readonly #calls = new Map<number, PendingCall>();
  #worker: Worker | undefined;
  #batches: string[] = [];
  #nextCall = 1;
  #failures = 0;
  #hasStarted = false;
  #isClosed = false;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: ReaderThreadOptions) {
    this.#options = options;
    this.#start();
  }

  call<Name extends ReaderCallName>(
    name: Name,
    input: ReaderCalls[Name]["input"],
  ): Promise<ReaderCalls[Name]["output"]> {
    const worker = this.#worker;
    if (worker === undefined) return Promise.reject(notReading());
    const id = this.#nextCall;
    this.#nextCall += 1;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#post(worker, { kind: "call", id, call: { name, input } as never });
    });
  }

  /** Lets the thread keep what it read, and ends it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === undefined) return;
    await this.call("close", {}).catch(() => undefined);
    await worker.terminate();
  }

  #start(): void {
    const { setup, startWorker, onStarted } = this.#options;
    // Older than what has been told already, or even what the last thread died of: only the first one uses the index.
    const worker = startWorker({ ...setup, usesIndex: !this.#hasStarted });
    this.#hasStarted = true;
    this.#worker = worker;
    const began = performance.now();
    let failure: unknown;
    onStarted();
    worker.on("message", (message: FromReader) => this.#take(worker, message));
    worker.on("error", (error) => {
      failure = error;
    });
    worker.once("exit", () => this.#onExit(performance.now() - began, failure));
  }

  #take(worker: Worker, message: FromReader): void {
    switch (message.kind) {
      case "batch":
        this.#batches.push(message.json);
        // Not here: the system hands over all messages that wait in one turn of the loop.
        if (this.#batches.length === 1) setImmediate(() => this.#takeUp(worker));
        return;
      case "answer":
        this.#calls.get(message.id)?.resolve(message.output as never);
        this.#calls.delete(message.id);
        return;
      case "log":
        this.#options.log[message.level](message.message, { ...message.fields });
    }
  }

  /** Takes up what has come, a little in each turn of the loop: others are waiting for their turn as well. */
  #takeUp(worker: Worker): void {
    const end = performance.now() + TURN_MS;
    do {
      const [json] = this.#batches;
      if (json === undefined || worker !== this.#worker) return;
      this.#options.onBatch(JSON.parse(json));
      this.#batches.shift();
      this.#post(worker, { kind: "taken" });
    } while (performance.now() < end);
    if (this.#batches.length > 0) setImmediate(() => this.#takeUp(worker));
  }

  #post(worker: Worker, message: ToReader): void {
    worker.postMessage(message);
  }

  #onExit(livedMs: number, failure: unknown): void {
    this.#worker = undefined;
    this.#batches = [];
    for (const call of this.#calls.values()) call.reject(notReading());
    this.#calls.clear();
    if (this.#isClosed) return;
    this.#failures = livedMs > LIVED_WELL_MS ? 0 : this.#failures + 1;
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, this.#failures - 1));
    this.#options.log.error("the project's reader died and is started again", { failure, delay });
    this.#restart = setTimeout(() => this.#start(), delay);
  }
}

function notReading(): HubError {
  return new HubError("unavailable", "The project is being read anew. Try again in a moment.");
}
