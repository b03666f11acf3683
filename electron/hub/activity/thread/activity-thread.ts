import { Worker } from "node:worker_threads";
import { Emitter, type Event } from "../../../../shared/base/emitter.ts";
import type { ActivityEntry } from "../../../../shared/contract/activity.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { Logger } from "../../log/logger.ts";
import type {
  ActivityCallName,
  ActivityCalls,
  ActivityHint,
  ActivitySetup,
  FromActivity,
  ToActivity,
} from "./messages.ts";

/** A thread that died is not started again before this, whoever asks. */
const RESTART_MS = 1000;
/** How long what came is taken up in one turn of the loop. */
const TURN_MS = 1;
/** Longer than this nobody waits for it to keep what it read. */
const CLOSE_MS = 2000;
/** After so long without a question or a follower the thread is ended, and its memory given back. */
const IDLE_MS = 120_000;
/** The call by which a thread is asked to keep what it read; the others are counted from 1. */
const CLOSING_CALL = 0;
/** It keeps little that is new: a small young generation costs no speed, and saves memory. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

interface PendingCall {
  readonly resolve: (output: never) => void;
  readonly reject: (error: unknown) => void;
}

export interface ActivityThreadOptions {
  readonly setup: ActivitySetup;
  /** The program of the thread. */
  readonly program: string;
  readonly log: Logger;
  readonly idleMs?: number;
}

/** The thread that reads the timeline: there while somebody looks, and a while longer. One that died begins again. */
export class ActivityThread {
  readonly #options: ActivityThreadOptions;
  readonly #added = new Emitter<readonly ActivityEntry[]>();
  readonly #reset = new Emitter<void>();
  readonly #calls = new Map<number, PendingCall>();
  #worker: Worker | undefined;
  /** Threads that keep what they read, and end. */
  readonly #leaving = new Set<Promise<void>>();
  #idle: NodeJS.Timeout | undefined;
  readonly #hinted = new Set<"ledger" | "recorded">();
  #parts: string[] = [];
  #followers = 0;
  #nextCall = 1;
  #diedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  /** What came; fires while somebody follows. */
  readonly onAdded: Event<readonly ActivityEntry[]> = this.#added.event;
  /** What was told is to be asked for again. */
  readonly onReset: Event<void> = this.#reset.event;

  constructor(options: ActivityThreadOptions) {
    this.#options = options;
  }

  /** Whether there is a thread, and its memory is taken. */
  get isReading(): boolean {
    return this.#worker !== undefined;
  }

  /** Something may have changed. A thread that has not begun reads it when it does. */
  hint(hint: ActivityHint): void {
    if (this.#worker === undefined) return;
    if (hint.kind === "documents") return this.#post({ kind: "hint", hint });
    // The ledger says each change of each item.
    if (this.#hinted.size === 0) setImmediate(() => this.#postHints());
    this.#hinted.add(hint.kind);
  }

  /** Asks the thread; whoever gives up is not waited for, and the search ends. */
  async call<Name extends ActivityCallName>(
    name: Name,
    input: ActivityCalls[Name]["input"],
    signal?: AbortSignal,
  ): Promise<ActivityCalls[Name]["output"]> {
    signal?.throwIfAborted();
    this.#begin();
    if (this.#worker === undefined) throw notReading();
    const id = this.#nextCall;
    this.#nextCall += 1;
    const onAbort = (): void => {
      this.#calls.get(id)?.reject(signal?.reason);
      this.#calls.delete(id);
      if (this.#worker !== undefined) this.#post({ kind: "cancel", id });
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      return await new Promise<ActivityCalls[Name]["output"]>((resolve, reject) => {
        this.#calls.set(id, { resolve, reject });
        this.#post({ kind: "call", id, call: { name, input } as never });
      });
    } finally {
      signal?.removeEventListener("abort", onAbort);
      this.#planEnd();
    }
  }

  /** What comes is told from now on, until what is returned is called. */
  follow(): () => void {
    this.#begin();
    this.#followers += 1;
    if (this.#followers === 1 && this.#worker !== undefined) this.#post({ kind: "follow", isFollowed: true });
    return () => {
      this.#followers -= 1;
      if (this.#followers > 0) return;
      this.#post({ kind: "follow", isFollowed: false });
      this.#planEnd();
    };
  }

  /** Lets the thread keep what it read, and ends it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#end();
    await Promise.all(this.#leaving);
    this.#added.dispose();
    this.#reset.dispose();
  }

  #begin(): void {
    clearTimeout(this.#idle);
    if (this.#worker === undefined && this.#mayStart) this.#start();
  }

  #planEnd(): void {
    clearTimeout(this.#idle);
    if (this.#followers > 0 || this.#calls.size > 0 || this.#isClosed) return;
    this.#idle = setTimeout(() => this.#end(), this.#options.idleMs ?? IDLE_MS);
    this.#idle.unref();
  }

  /** The thread keeps what it read, and ends; whoever asks meanwhile gets another one. */
  #end(): void {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#letGo();
    const leaving = ended(worker).finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  #letGo(): void {
    this.#worker = undefined;
    this.#parts = [];
    this.#hinted.clear();
    for (const call of this.#calls.values()) call.reject(notReading());
    this.#calls.clear();
  }

  get #mayStart(): boolean {
    return !this.#isClosed && performance.now() - this.#diedAt > RESTART_MS;
  }

  #start(): void {
    const { program, setup } = this.#options;
    const worker = new Worker(program, { workerData: setup, resourceLimits: LIMITS, name: "activity" });
    this.#worker = worker;
    let failure: unknown;
    // Alone it keeps no program running.
    worker.unref();
    worker.on("message", (message: FromActivity) => this.#take(worker, message));
    worker.on("error", (error) => {
      failure = error;
    });
    worker.once("exit", () => this.#onExit(worker, failure));
    if (this.#followers > 0) this.#post({ kind: "follow", isFollowed: true });
  }

  #take(worker: Worker, message: FromActivity): void {
    if (worker !== this.#worker) return;
    switch (message.kind) {
      case "added":
        this.#parts.push(message.json);
        // Not here: the system hands over all messages that wait in one turn of the loop.
        if (this.#parts.length === 1) setImmediate(() => this.#takeUp(worker));
        return;
      case "answer":
        // What came before it is told before it: whoever waits for a snapshot knows what is newer.
        while (this.#parts.length > 0) this.#takeUpOne();
        this.#calls.get(message.id)?.resolve(JSON.parse(message.json) as never);
        this.#calls.delete(message.id);
        return;
      case "reset":
        this.#reset.fire();
    }
  }

  #takeUp(worker: Worker): void {
    const end = performance.now() + TURN_MS;
    while (this.#parts.length > 0 && performance.now() < end && worker === this.#worker) this.#takeUpOne();
    if (this.#parts.length > 0) setImmediate(() => this.#takeUp(worker));
  }

  #takeUpOne(): void {
    const json = this.#parts.shift();
    if (json !== undefined) this.#added.fire(JSON.parse(json));
  }

  #postHints(): void {
    for (const kind of this.#hinted) this.#post({ kind: "hint", hint: { kind } });
    this.#hinted.clear();
  }

  #post(message: ToActivity): void {
    this.#worker?.postMessage(message);
  }

  #onExit(worker: Worker, failure: unknown): void {
    if (worker !== this.#worker) return;
    this.#letGo();
    this.#diedAt = performance.now();
    this.#options.log.error("the thread that reads the activity died", { failure });
    setTimeout(() => {
      if (this.#followers === 0 || this.#isClosed) return;
      this.#begin();
      this.#reset.fire();
    }, RESTART_MS * 2).unref();
  }
}

/** Resolves when a thread has kept what it read and is over, or has taken too long and was ended. */
async function ended(worker: Worker): Promise<void> {
  const { promise: isKept, resolve } = Promise.withResolvers<void>();
  const tooLong = setTimeout(resolve, CLOSE_MS);
  worker.on("message", (message: FromActivity) => {
    if (message.kind === "answer" && message.id === CLOSING_CALL) resolve();
  });
  worker.once("exit", () => resolve());
  worker.postMessage({
    kind: "call",
    id: CLOSING_CALL,
    call: { name: "close", input: {} },
  } satisfies ToActivity);
  await isKept;
  clearTimeout(tooLong);
  await worker.terminate();
}

function notReading(): HubError {
  return new HubError("unavailable", "The activity is being read anew. Try again in a moment.");
}
