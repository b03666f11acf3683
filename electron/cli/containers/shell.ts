import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { attachHere } from "../attach/attach-here.ts";
import { parseDetachKey } from "../attach/detach-key.ts";
import { farewell } from "../attach/farewell.ts";
import { requireTerminal } from "../attach/local/require-terminal.ts";
import { openTerminalPipe } from "../attach/terminal-pipe.ts";
import { CommandError } from "../command-error.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { withAgents } from "../follow-agents.ts";
import { say } from "../output.ts";

export interface ShellOptions {
  readonly project?: string;
  readonly detachKey: string;
}

/** `quorum shell`: a shell in an agent's container, in this terminal; answers with its exit code. */
export async function shell(name: string, { project, detachKey }: ShellOptions): Promise<number> {
  const detach = parseDetachKey(detachKey);
  requireTerminal("quorum shell");
  const hub = await findHub(project);
  const agent = await withHub(hub, (client) => agentInContainer(client, name));
  const pipe = await openTerminalPipe(hub, agent, "shell");
  say(`A shell in the container of ${agent}. ${detach.name} ends it.`);
  const ending = await attachHere({ detach, pipe, reopen: () => Promise.reject(lost()) });
  return farewell(ending, {
    detached: `The shell in the container of ${agent} is closed. ${agent} keeps running.`,
    ended: ({ code }) => code,
  });
}

/** The agent of that name; throws where it has no container. */
async function agentInContainer(client: HubClient, name: string): Promise<AgentId> {
  const { id, state } = await withAgents(client, (agents) => Promise.resolve(agents.get(name)));
  const view = await firstOf((signal) => client.containers.changes(undefined, { signal }));
  if (!view.agents.includes(id)) throw new CommandError(`${id} does not run in a container.`);
  if (view.containers.some(({ agent }) => agent === id)) return id;
  throw new CommandError(
    isUp(state)
      ? `The container of ${id} is not there yet: try again in a moment.`
      : `${id} has no container: start it with \`quorum launch ${id}\`.`,
  );
}

/** Another shell would not be this one. */
function lost(): CommandError {
  return new CommandError("The hub went away, and the shell with it. Open another one when the hub is back.");
}
