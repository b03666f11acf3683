import { isUp } from "../../shared/contract/agent-actions.ts";
import type { Agent, AgentId, AgentState } from "../../shared/contract/agents.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import { EXIT } from "./command-error.ts";
import { withHub } from "./connect.ts";
import { findHub } from "./find-hub.ts";
import { firstOf } from "./first-of.ts";
import { withAgents, type FollowedAgents } from "./follow-agents.ts";
import { say } from "./output.ts";

/** A program that was asked to end and has not by then may want to be asked harder. */
const STOP_TIMEOUT_MS = 20_000;

export interface StopOptions {
  readonly project?: string;
  /** Do not wait for the end of a turn. */
  readonly now?: boolean;
  /** End the programs at once, without giving them time to finish. */
  readonly force?: boolean;
}

/** `quorum stop`: stops agents, says when each has, and answers with the exit code. */
export async function stop(names: readonly string[], options: StopOptions): Promise<number> {
  const hub = await findHub(options.project);
  return withHub(hub, (client) =>
    withAgents(client, async (agents) => {
      const wanted = [...new Set(names)].map((name) => agents.get(name));
      const results = await Promise.all(wanted.map((agent) => stopOne(client, agents, agent, options)));
      for (const { line } of results) say(line);
      return results.every(({ isDown }) => isDown) ? 0 : EXIT.failed;
    }),
  );
}

interface Stopped {
  readonly isDown: boolean;
  readonly line: string;
}

async function stopOne(
  client: HubClient,
  agents: FollowedAgents,
  { id, state }: Agent,
  { now, force }: StopOptions,
): Promise<Stopped> {
  if (!isUp(state)) return { isDown: true, line: await giveUpLaunch(client, id) };
  const news = untilDown(agents, id);
  // Both are awaited below, and whichever fails first is thrown; the other's failure says nothing more.
  news.catch(() => undefined);
  const answer = await client.agents.stop({
    agent: id,
    ...(now === true ? { now } : {}),
    ...(force === true ? { force } : {}),
  });
  const result = isUp(answer.state) ? await news : answer;
  if (result !== undefined) return { isDown: true, line: `${id} is stopped.` };
  const hint = force === true ? "" : ` \`quorum stop --force ${id}\` ends it at once.`;
  return { isDown: false, line: `${id} has not stopped yet.${hint}` };
}

/** Waits until it is down, and says it where it takes the time of a turn. */
async function untilDown(agents: FollowedAgents, id: AgentId): Promise<Agent | undefined> {
  const first = await agents.news(id, ({ state }) => !isUp(state) || isInTurn(state), STOP_TIMEOUT_MS);
  if (first === undefined || !isInTurn(first.state)) return first;
  say(`${id} stops when its turn is over. \`quorum stop --now ${id}\` does not wait for it.`);
  const turnMs = first.state.turnUntil - first.state.since;
  return agents.news(id, ({ state }) => !isUp(state), turnMs + STOP_TIMEOUT_MS);
}

type InTurn = Extract<AgentState, { kind: "stopping" }> & { readonly turnUntil: number };

function isInTurn(state: AgentState): state is InTurn {
  return state.kind === "stopping" && state.turnUntil !== undefined;
}

/** An agent that does not run may be about to. */
async function giveUpLaunch(client: HubClient, agent: AgentId): Promise<string> {
  const { outlooks } = await firstOf((signal) => client.policies.changes(undefined, { signal }));
  const next = outlooks[agent]?.kind;
  if (next !== "queued" && next !== "launches") return `${agent} is not running.`;
  await client.agents.stop({ agent });
  return `${agent} is not running, and is not launched.`;
}
