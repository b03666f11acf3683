import { setTimeout as delay } from "node:timers/promises";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { CommandError, NoHubError } from "../command-error.ts";
import { withHub } from "../connect.ts";
import { hubOf, type RunningHub } from "../find-hub.ts";
import { withAgents } from "../follow-agents.ts";
import { openTerminalPipe } from "./terminal-pipe.ts";

const RETRY_MS = 250;

/** A hub that restarts is back within seconds; one that someone starts again by hand may take a little longer. */
const HUB_TIMEOUT_MS = 60_000;

/** A hub that is back finds the agents that it left running within this. */
const AGENT_TIMEOUT_MS = 5_000;

/** Opens the terminal of an agent that has one; else the command fails with a sentence that says how to get it. */
export async function openTerminal(hub: RunningHub, name: string): Promise<{ id: AgentId; pipe: FramePipe }> {
  const agent = await withHub(hub, (client) =>
    withAgents(client, (agents) => Promise.resolve(agents.get(name))),
  );
  if (!agent.hasTerminal) {
    throw new CommandError(
      isUp(agent.state)
        ? `${agent.id} has no terminal to show yet: try again in a moment.`
        : `${agent.id} is not running: start it with \`quorum launch ${agent.id}\`.`,
    );
  }
  return { id: agent.id, pipe: await openTerminalPipe(hub, agent.id) };
}

/** Waits for the hub to be there again, and opens the agent's terminal, which was lost at the given time, anew. */
export async function reopenTerminal(
  project: string,
  name: string,
  lostAt: number,
  signal: AbortSignal,
): Promise<FramePipe> {
  let deadline = lostAt + HUB_TIMEOUT_MS;
  let isBack = false;
  for (;;) {
    await delay(RETRY_MS, undefined, { signal });
    try {
      const { pipe } = await openTerminal(await hubOf(project), name);
      return pipe;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      if (!(error instanceof NoHubError) && !isBack) {
        isBack = true;
        deadline = performance.now() + AGENT_TIMEOUT_MS;
      }
      if (performance.now() > deadline) throw error;
    }
  }
}
