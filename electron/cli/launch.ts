import { assertNever } from "../../shared/base/assert-never.ts";
import type { Agent, AgentState } from "../../shared/contract/agents.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import { endInWords, remarksOn } from "./agent-words.ts";
import { EXIT } from "./command-error.ts";
import { withHub } from "./connect.ts";
import { findHub } from "./find-hub.ts";
import { firstOf } from "./first-of.ts";
import { withAgents, type FollowedAgents } from "./follow-agents.ts";
import { say } from "./output.ts";
import { plainText } from "./plain-text.ts";

/** A program that takes longer than this to start deserves that its person is told so. */
const LAUNCH_TIMEOUT_MS = 60_000;

/** `quorum launch`: starts agents, says how each came up, and answers with the exit code. */
export async function launch(
  names: readonly string[],
  options: { readonly project?: string },
): Promise<number> {
  const hub = await findHub(options.project);
  return withHub(hub, (client) =>
    withAgents(client, async (agents) => {
      // Every name is looked up before the first agent starts: a typo starts nothing.
      const wanted = [...new Set(names)].map((name) => agents.get(name));
      const results = await Promise.all(wanted.map((agent) => launchOne(client, agents, agent)));
      for (const { lines } of results) lines.forEach(say);
      return results.every(({ isUp }) => isUp) ? 0 : EXIT.failed;
    }),
  );
}

interface Launched {
  readonly isUp: boolean;
  readonly lines: readonly string[];
}

async function launchOne(client: HubClient, agents: FollowedAgents, agent: Agent): Promise<Launched> {
  if (agent.state.kind === "running") return { isUp: true, lines: [`${agent.id} is already running.`] };
  // News may repeat what was the case before: an agent that had failed has not failed again.
  const before = JSON.stringify(agent.state);
  const settles = ({ state }: Agent): boolean => isSettled(state) && JSON.stringify(state) !== before;
  const news = agents.news(agent.id, settles, LAUNCH_TIMEOUT_MS);
  // Both are awaited below, and whichever fails first is thrown; the other's failure says nothing more.
  news.catch(() => undefined);
  const answer = agent.state.kind === "starting" ? agent : await client.agents.start({ agent: agent.id });
  const result = settles(answer) ? answer : await news;
  if (result === undefined) return { isUp: false, lines: [await whyNotYet(client, agent)] };
  return outcome(result);
}

/** It may wait for its turn: then it is launched when that comes. */
async function whyNotYet(client: HubClient, { id }: Agent): Promise<string> {
  const { outlooks } = await firstOf((signal) => client.policies.changes(undefined, { signal }));
  const outlook = outlooks[id];
  if (outlook?.kind !== "queued") return `${id} has not started yet.`;
  return `${id} waits for its turn: ${plainText(outlook.reason)}`;
}

function isSettled(state: AgentState): boolean {
  return state.kind !== "starting" && state.kind !== "stopping";
}

function outcome(agent: Agent): Launched {
  const { id, state } = agent;
  switch (state.kind) {
    case "running":
      return { isUp: true, lines: [`${id} is running.`, ...remarksOn(agent)] };
    case "exited":
      return {
        isUp: state.status.code === 0,
        lines: [`${id} started and ended ${endInWords(state.status)}.`],
      };
    case "failed":
      return { isUp: false, lines: remarksOn(agent) };
    case "stopped":
      return { isUp: false, lines: [`${id} was stopped before it ran.`] };
    case "lost":
      return { isUp: false, lines: [`${id} is running, but out of reach.`] };
    case "outdated":
      return { isUp: false, lines: remarksOn(agent) };
    case "starting":
    case "stopping":
      return { isUp: false, lines: [`${id} is ${state.kind}.`] };
    default:
      return assertNever(state);
  }
}
