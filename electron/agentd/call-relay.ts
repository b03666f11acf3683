import {
  MAX_WAITING_CALLS,
  MCP_CALL,
  type AgentCall,
  type CallReply,
} from "../../shared/link/agent-calls.ts";
import type { HubMessage, SessionMessage } from "../../shared/link/link-frames.ts";

/**
 * A hub that restarts is back within a few seconds; a caller is not kept waiting longer for one. Only one that has stayed
 * for as long counts as back: hubs that come and go are no hub.
 */
const HOLD_MS = 10_000;
/** Answers that were taken while no hub was there to be told; the latest count. */
const KEPT_TAKEN = 256;

const NO_HUB =
  "No hub is connected to this session. Open the project in Quorum, or start `quorum serve`, and try again.";
const HUB_LOST =
  "The hub went away before it answered, and has not come back to stay. Whether it did what was asked is not known: look before you try again.";
const TOO_MANY = "Too many calls of this session wait for an answer. Try again in a moment.";

type SayToHub = (message: SessionMessage) => void;

interface WaitingCall {
  readonly call: AgentCall;
  readonly reply: (reply: CallReply) => void;
  wasSent: boolean;
  /** Until when it waits where there is no hub, by the clock of the process; from the first time on that there was none. */
  until: number | undefined;
  hold: NodeJS.Timeout | undefined;
}

/**
 * Takes calls from inside the session to whatever hub there is, and its answers back. A call that is not answered when
 * the link drops is sent again on the next one, as the same call.
 */
export class CallRelay {
  readonly #holdMs: number;
  readonly #waiting = new Map<number, WaitingCall>();
  #taken: string[] = [];
  #nextId = 1;
  #say: SayToHub | undefined;
  #linkedAt = 0;
  #takesCancels = false;

  constructor(holdMs = HOLD_MS) {
    this.#holdMs = holdMs;
  }

  /** Sends a call on, and replies with its news and then with its answer; whoever no longer wants to hear of it lets it go with what is returned. */
  call(call: AgentCall, reply: (reply: CallReply) => void): () => void {
    if (this.#waiting.size >= MAX_WAITING_CALLS) {
      queueMicrotask(() => reply({ key: call.key, problem: TOO_MANY }));
      return () => undefined;
    }
    const id = this.#nextId;
    this.#nextId += 1;
    const waiting: WaitingCall = { call, reply, wasSent: false, until: undefined, hold: undefined };
    this.#waiting.set(id, waiting);
    if (this.#say === undefined) this.#hold(id, waiting);
    else this.#send(id, waiting, this.#say);
    return () => this.#remove(id);
  }

  /** The answer to a call has reached its reader. */
  taken(key: string): void {
    if (this.#say !== undefined) return this.#say({ kind: "call-taken", key });
    this.#taken = [...this.#taken, key].slice(-KEPT_TAKEN);
  }

  /** Nobody waits for the answer any more: a hub that has the call may leave undone what it has not done yet. */
  cancel(key: string): void {
    for (const [id, { call, wasSent }] of this.#waiting) {
      if (call.key !== key) continue;
      this.#remove(id);
      if (wasSent && this.#takesCancels) this.#say?.({ kind: "call-cancelled", key });
    }
  }

  /** From now on this hub answers. */
  linked(say: SayToHub, takesCancels = false): void {
    this.#left();
    this.#say = say;
    this.#linkedAt = performance.now();
    this.#takesCancels = takesCancels;
    // What was seen, before anything asks what there is to see.
    for (const key of this.#taken) say({ kind: "call-taken", key });
    this.#taken = [];
    for (const [id, waiting] of this.#waiting) {
      clearTimeout(waiting.hold);
      this.#send(id, waiting, say);
    }
  }

  /** A hub has gone; if it was the one that answers, its calls wait for the next. */
  unlinked(say: SayToHub): void {
    if (this.#say !== say) return;
    this.#left();
    for (const [id, waiting] of this.#waiting) this.#hold(id, waiting);
  }

  answer({ id, result, problem }: Extract<HubMessage, { kind: "call-answer" }>): void {
    const waiting = this.#waiting.get(id);
    // Its caller has left meanwhile.
    if (waiting === undefined) return;
    this.#remove(id);
    const { key } = waiting.call;
    waiting.reply(problem === undefined ? { key, result: result ?? null } : { key, problem });
  }

  news({ id, news }: Extract<HubMessage, { kind: "call-news" }>): void {
    const waiting = this.#waiting.get(id);
    waiting?.reply({ key: waiting.call.key, news: news ?? null });
  }

  #send(id: number, waiting: WaitingCall, say: SayToHub): void {
    waiting.wasSent = true;
    const takesNews = waiting.call.kind === MCP_CALL;
    say({ kind: "call", id, call: waiting.call, ...(takesNews ? { takesNews } : {}) });
  }

  /** Whatever hub there was is there no longer. */
  #left(): void {
    const wasBack = this.#say !== undefined && performance.now() - this.#linkedAt >= this.#holdMs;
    if (wasBack) for (const waiting of this.#waiting.values()) waiting.until = undefined;
    this.#say = undefined;
  }

  #hold(id: number, waiting: WaitingCall): void {
    const now = performance.now();
    waiting.until ??= now + this.#holdMs;
    waiting.hold = setTimeout(() => {
      this.#remove(id);
      waiting.reply({ key: waiting.call.key, problem: waiting.wasSent ? HUB_LOST : NO_HUB });
    }, waiting.until - now);
    // A session that ends does not wait for its callers.
    waiting.hold.unref();
  }

  #remove(id: number): void {
    clearTimeout(this.#waiting.get(id)?.hold);
    this.#waiting.delete(id);
  }
}
