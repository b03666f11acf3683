import type { AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { MAX_WAITING_CALLS, type AgentCall } from "../../../shared/link/agent-calls.ts";
import type { HubMessage, SessionMessage } from "../../../shared/link/link-frames.ts";
import type { Logger } from "../log/logger.ts";
import type { CallAnswerer, CallContext } from "./call-answerer.ts";

/** Answers that nobody has said to have got, kept for when the call comes again; the latest of each agent. */
const KEPT_ANSWERS = 64;

type CallMessage = Extract<SessionMessage, { kind: "call" }>;
type Answer = { readonly result: unknown } | { readonly problem: string };

interface CallState {
  readonly cancel: AbortController;
  isDone: boolean;
  /** Tells of it on the link that it came on last. */
  tell: (news: unknown) => void;
}

interface AnsweredCall {
  readonly answer: Promise<Answer>;
  readonly state: CallState;
}

export interface CallDeskOptions {
  readonly agent: AgentId;
  readonly calls: CallAnswerer;
  readonly log: Logger;
}

/**
 * Answers one agent's calls, each as soon as its answer is there. A call that comes again on another link is the same
 * call: it gets the answer of the first, and is not carried out twice.
 */
export class CallDesk {
  readonly #options: CallDeskOptions;
  readonly #calls = new Map<string, AnsweredCall>();

  constructor(options: CallDeskOptions) {
    this.#options = options;
  }

  /** Answers on the link that the call came on. */
  async answer({ id, call, takesNews }: CallMessage, say: (message: HubMessage) => void): Promise<void> {
    const tell =
      takesNews === true ? (news: unknown) => say({ kind: "call-news", id, news }) : () => undefined;
    say({ kind: "call-answer", id, ...(await this.#answerTo(call, tell)) });
  }

  /** Nobody waits for the answer to the call with this key any more. */
  cancelled(key: string): void {
    this.#calls.get(key)?.state.cancel.abort();
  }

  /** The answer to the call with this key has reached its reader. */
  taken(key: string): void {
    // What is not answered yet cannot have been taken: it goes on counting.
    if (this.#calls.get(key)?.state.isDone === false) return;
    this.#calls.delete(key);
    this.#options.calls.taken(this.#options.agent, key);
  }

  #answerTo(call: AgentCall, tell: (news: unknown) => void): Promise<Answer> {
    const known = this.#calls.get(call.key);
    if (known !== undefined) {
      known.state.tell = tell;
      return known.answer;
    }
    const running = [...this.#calls.values()].filter(({ state }) => !state.isDone).length;
    // The session host keeps to the same limit: one that does not is not ours.
    if (running >= MAX_WAITING_CALLS)
      return Promise.resolve({ problem: "Too many calls of this agent wait for an answer." });
    const state: CallState = { cancel: new AbortController(), tell, isDone: false };
    const context: CallContext = {
      signal: state.cancel.signal,
      tell: (news) => {
        if (!state.isDone) state.tell(news);
      },
    };
    const answer = this.#ask(call, context);
    this.#calls.set(call.key, { answer, state });
    return answer.then((given) => {
      state.isDone = true;
      this.#forgetOldest();
      return given;
    });
  }

  async #ask(call: AgentCall, context: CallContext): Promise<Answer> {
    const { agent, calls, log } = this.#options;
    try {
      return { result: await calls.answer(agent, call, context) };
    } catch (error) {
      if (error instanceof HubError) return { problem: error.message };
      log.error("a call could not be answered", { kind: call.kind, error });
      return { problem: "The hub could not do this. Its log says why." };
    }
  }

  #forgetOldest(): void {
    const done = [...this.#calls].filter(([, { state }]) => state.isDone);
    for (const [key] of done.slice(0, -KEPT_ANSWERS)) this.#calls.delete(key);
  }
}
