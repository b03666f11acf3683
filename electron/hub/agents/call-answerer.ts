import type { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentCall } from "../../../shared/link/agent-calls.ts";

/** What a call has to do with its caller while it is at work. */
export interface CallContext {
  /** Nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Tells the caller something before the answer. */
  readonly tell: (news: unknown) => void;
}

/** What answers the calls that come from inside agents' sessions. */
export interface CallAnswerer {
  /**
   * Answers a call of this agent with a JSON value, or throws: a `HubError`'s sentence is told to the caller. The same
   * key may come again, when a link or a hub was lost before the answer arrived; it is the same call then.
   */
  answer(agent: AgentId, call: AgentCall, context: CallContext): Promise<unknown>;
  /** The answer to the call with this key has reached its reader. */
  taken(agent: AgentId, key: string): void;
}
