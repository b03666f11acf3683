import type { Agent, AgentId } from "../../shared/contract/agents.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import { Emitter } from "../../shared/base/emitter.ts";
import { CommandError } from "./command-error.ts";
import { plainText } from "./plain-text.ts";

/** The agents of a hub as they are, and as they change. */
export interface FollowedAgents {
  /** The agent of this name; without one the command fails with a sentence that says which there are. */
  get(name: string): Agent;
  all(): readonly Agent[];
  /** Settles with the first news of the agent that the claim holds for. */
  news(agent: AgentId, claim: (agent: Agent) => boolean, timeoutMs: number): Promise<Agent | undefined>;
}

/** Follows the agents of a hub while the work goes on. */
export async function withAgents<T>(
  client: HubClient,
  work: (agents: FollowedAgents) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const changes = await client.agents.changes(undefined, { signal: stop.signal });
  const byId = new Map<AgentId, Agent>();
  const changed = new Emitter<Agent>();
  const failed = new Emitter<unknown>();

  const first = await changes.next();
  if (first.done === true || first.value.kind !== "snapshot")
    throw new CommandError("The hub did not list its agents.");
  for (const agent of first.value.agents) byId.set(agent.id, agent);

  const following = (async () => {
    for await (const change of changes) {
      for (const agent of change.kind === "snapshot" ? change.agents : [change.agent]) {
        byId.set(agent.id, agent);
        changed.fire(agent);
      }
    }
  })().catch((error: unknown) => failed.fire(error));

  try {
    return await work({
      all: () => [...byId.values()],
      get: (name) => {
        const agent = [...byId.values()].find(({ id }) => id === name);
        if (agent === undefined) throw unknownAgent(name, [...byId.keys()]);
        return agent;
      },
      news: (id, claim, timeoutMs) =>
        new Promise((resolve, reject) => {
          const subscription = changed.event((agent) => {
            if (agent.id === id && claim(agent)) settle(() => resolve(agent));
          });
          const failure = failed.event((error) => settle(() => reject(error)));
          // Unheld: news that nobody waits for any more must not keep the command from ending.
          const timeout = setTimeout(() => settle(() => resolve(undefined)), timeoutMs).unref();
          const settle = (then: () => void): void => {
            subscription.dispose();
            failure.dispose();
            clearTimeout(timeout);
            then();
          };
        }),
    });
  } finally {
    stop.abort();
    await following;
  }
}

/** The sentence for a name that no agent of the project has. */
function unknownAgent(name: string, known: readonly string[]): CommandError {
  const hint = known.length === 0 ? "This project has no agents." : `There are ${known.join(", ")}.`;
  return new CommandError(`There is no agent called ${plainText(name)}. ${hint}`);
}
