import { Worker } from "node:worker_threads";
import type { Disposable } from "../../../shared/base/disposable.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import type { Flow } from "../../../shared/contract/desk.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import type { SearchResult } from "../../../shared/contract/qms-search.ts";
import type { LiveList } from "../lists/live-list.ts";
import type { Logger } from "../log/logger.ts";
import type { DeskSetup, FromDesk, ToDesk } from "./thread/messages.ts";

/** After so long without a question the thread is ended, and its memory given back. */
const IDLE_MS = 120_000;
/** A thread that died is not started again before this, however many look. */
const RESTART_MS = 1000;
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 };

export interface DeskThreadOptions {
  /** The project's folder. */
  readonly root: string;
  /** The program of the thread. */
  readonly program: string;
  /** The documents, of which it is told when their files change. */
  readonly documents: Pick<LiveList<DocumentView>, "all" | "onChanged">;
  readonly log: Logger;
  readonly idleMs?: number;
  /** How the thread is started. */
  readonly startWorker?: (setup: DeskSetup) => Worker;
}

interface PendingSearch {
  readonly resolve: (result: SearchResult) => void;
  readonly reject: (error: Error) => void;
}

/** The thread that searches documents and counts their events: there while somebody looks, and a while longer. */
export class DeskThread implements Disposable {
  readonly #options: DeskThreadOptions;
  readonly #flowChanged = new Emitter<void>();
  readonly onFlowChanged = this.#flowChanged.event;
  readonly #searches = new Map<number, PendingSearch>();
  #worker: Worker | undefined;
  #subscription: Disposable | undefined;
  #flow: Flow | undefined;
  #followers = 0;
  #nextSearch = 1;
  #idle: NodeJS.Timeout | undefined;
  #restart: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(options: DeskThreadOptions) {
    this.#options = options;
  }

  /** The figures as they were told last; nothing while they are read for the first time. */
  get flow(): Flow | undefined {
    return this.#flow;
  }

  /** The figures are kept up to date until the follower leaves. */
  followFlow(): Disposable {
    this.#followers += 1;
    this.#post({ kind: "follow-flow" });
    let isGone = false;
    return {
      dispose: () => {
        if (isGone) return;
        isGone = true;
        this.#followers -= 1;
        this.#planEnd();
      },
    };
  }

  /** Finds documents; rejects with the signal's reason once it aborts. */
  search(query: string, limit: number, signal?: AbortSignal): Promise<SearchResult> {
    signal?.throwIfAborted();
    const id = this.#nextSearch;
    this.#nextSearch += 1;
    const { promise, resolve, reject } = Promise.withResolvers<SearchResult>();
    this.#post({ kind: "search", id, query, limit });
    this.#searches.set(id, { resolve, reject });
    const onAbort = (): void => {
      this.#worker?.postMessage({ kind: "cancel", id } satisfies ToDesk);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    return promise.finally(() => {
      signal?.removeEventListener("abort", onAbort);
      this.#searches.delete(id);
      this.#planEnd();
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#end();
    this.#flowChanged.dispose();
  }

  #post(message: ToDesk): void {
    clearTimeout(this.#idle);
    this.#start().postMessage(message);
  }

  #start(): Worker {
    if (this.#isDisposed) throw notThere();
    if (this.#worker !== undefined) return this.#worker;
    const { root, program, documents, startWorker = workerFrom(program) } = this.#options;
    const worker = startWorker({ root });
    this.#worker = worker;
    // Followed from before it reads: what changes meanwhile is read again.
    this.#subscription = documents.onChanged((delta) => {
      const ids =
        delta === "all"
          ? documents.all().map(({ id }) => id)
          : [...delta.items.map(({ id }) => id), ...delta.removed];
      if (ids.length > 0) worker.postMessage({ kind: "changed", ids } satisfies ToDesk);
    });
    let failure: unknown;
    worker.on("message", (message: FromDesk) => this.#take(message));
    worker.on("error", (error) => {
      failure = error;
    });
    worker.once("exit", () => this.#onExit(worker, failure));
    return worker;
  }

  #take(message: FromDesk): void {
    if (message.kind === "found") {
      this.#searches.get(message.id)?.resolve(message.result);
      return;
    }
    this.#flow = JSON.parse(message.json) as Flow;
    this.#flowChanged.fire();
  }

  #planEnd(): void {
    clearTimeout(this.#idle);
    if (this.#followers > 0 || this.#searches.size > 0 || this.#isDisposed) return;
    this.#idle = setTimeout(() => this.#end(), this.#options.idleMs ?? IDLE_MS);
    this.#idle.unref();
  }

  #end(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#restart);
    const worker = this.#worker;
    this.#letGo();
    worker
      ?.terminate()
      .catch((error: unknown) => this.#options.log.warn("the desk's thread did not end", { error }));
  }

  #letGo(): void {
    this.#subscription?.dispose();
    this.#subscription = undefined;
    this.#worker = undefined;
    this.#flow = undefined;
    for (const { reject } of this.#searches.values()) reject(notThere());
    this.#searches.clear();
  }

  #onExit(worker: Worker, failure: unknown): void {
    if (worker !== this.#worker) return;
    this.#options.log.error("the desk's thread died", { failure });
    this.#letGo();
    if (this.#followers === 0) return;
    this.#restart = setTimeout(() => {
      if (this.#followers > 0) this.#post({ kind: "follow-flow" });
    }, RESTART_MS);
  }
}

/** Starts the worker whose program is in this file. */
function workerFrom(file: string): (setup: DeskSetup) => Worker {
  return (setup) => new Worker(file, { workerData: setup, resourceLimits: LIMITS, name: "desk" });
}

function notThere(): HubError {
  return new HubError("unavailable", "The search had to stop. Try again in a moment.");
}
