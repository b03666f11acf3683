import type { AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { MAX_WAITING_CALLS, type AgentCall } from "../../../shared/link/agent-calls.ts";
import type { HubMessage, SessionMessage } from "../../../shared/link/link-frames.ts";
import type { Logger } from "../log/logger.ts";
import type { CallAnswerer } from "./call-answerer.ts";

/** Answers that nobody has said to have got, kept for when the call comes again; the latest of each agent. */
const KEPT_ANSWERS = 64;

type CallMessage = Extract<SessionMessage, { kind: "call" }>;
type Answer = { readonly result: unknown } | { readonly problem: string };

interface AnsweredCall {
  readonly answer: Promise<Answer>;
  isDone: boolean;
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
  async answer({ id, call }: CallMessage, say: (message: HubMessage) => void): Promise<void> {
    say({ kind: "call-answer", id, ...(await this.#answerTo(call)) });
  }

  /** The answer to the call with this key has reached its reader. */
  taken(key: string): void {
    // What is not answered yet cannot have been taken: it goes on counting.
    if (this.#calls.get(key)?.isDone === false) return;
    this.#calls.delete(key);
    this.#options.calls.taken(this.#options.agent, key);
  }

  #answerTo(call: AgentCall): Promise<Answer> {
    const known = this.#calls.get(call.key);
    if (known !== undefined) return known.answer;
    const running = [...this.#calls.values()].filter(({ isDone }) => !isDone).length;
    // The session host keeps to the same limit: one that does not is not ours.
    if (running >= MAX_WAITING_CALLS)
      return Promise.resolve({ problem: "Too many calls of this agent wait for an answer." });
    const answered: AnsweredCall = { answer: this.#ask(call), isDone: false };
    this.#calls.set(call.key, answered);
    return answered.answer.then((answer) => {
      answered.isDone = true;
      this.#forgetOldest();
      return answer;
    });
  }

  async #ask(call: AgentCall): Promise<Answer> {
    const { agent, calls, log } = this.#options;
    try {
      return { result: await calls.answer(agent, call) };
    } catch (error) {
      if (error instanceof HubError) return { problem: error.message };
      log.error("a call could not be answered", { kind: call.kind, error });
      return { problem: "The hub could not do this. Its log says why." };
    }
  }

  #forgetOldest(): void {
    const done = [...this.#calls].filter(([, { isDone }]) => isDone);
    for (const [key] of done.slice(0, -KEPT_ANSWERS)) this.#calls.delete(key);
  }
}
