import type { AgentId, AgentState } from "../contract/agents.ts";
import type { AgentPolicy } from "../contract/policies.ts";
import type { Activity } from "../link/activity.ts";

/** A task in an agent's inbox, as far as policies look at it. */
export interface WaitingTask {
  /** Tells it from all others, also from an earlier one of the same name. */
  readonly id: string;
  readonly at: number;
  /** Whether the agent was told of it. */
  readonly isAnnounced: boolean;
}

/** Where an agent stands, as far as policies look at it. */
export interface AgentSituation {
  readonly agent: AgentId;
  readonly policy: AgentPolicy;
  readonly state: AgentState;
  /** Nothing where the program does not say what it does. */
  readonly activity: Pick<Activity, "kind" | "since"> | undefined;
  readonly tasks: readonly WaitingTask[];
  /** How many items it could deal with lie in its inbox, tasks among them. */
  readonly itemCount: number;
  readonly inboxChangedAt: number;
  /** Whether it is being told of something, or still to be told. */
  readonly hasNotices: boolean;
  /** When a person last typed into its terminal. */
  readonly typedAt: number | undefined;
}
