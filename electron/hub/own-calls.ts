import type { AgentId } from "../../shared/contract/agents.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { AgentCall, QmsCallResult } from "../../shared/link/agent-calls.ts";
import type { CallAnswerer } from "./agents/call-answerer.ts";
import { parseAgentCommand, type AgentCommand } from "./qms/command/agent-command.ts";
import type { CommandOutcome } from "./qms/command/perform-command.ts";

/** Notifications that were shown to agents who have not said yet that they got them; the latest count. */
const KEPT_SHOWN = 256;

/** More than this is no text for an agent, and would not fit through its link. */
const MAX_ANSWER_CHARS = 8 * 1024 * 1024;

/** Commands of agents, carried out away from the hub's event loop. */
export interface AgentCommands {
  /**
   * Runs a command line as an agent. A call with the same key is the same call, also of a hub that was there before:
   * what it came to is told again then.
   */
  run(agent: AgentId, key: string, command: AgentCommand): Promise<CommandOutcome>;
  archiveShown(agent: AgentId, names: readonly string[]): void;
}

/** Answers what agents call for from inside their sessions, in the hub that runs here. */
export function ownCalls(commands: AgentCommands): CallAnswerer {
  const shown = new Map<string, readonly string[]>();
  const keep = (agent: AgentId, key: string, names: readonly string[]): void => {
    shown.set(`${agent} ${key}`, names);
    for (const oldest of [...shown.keys()].slice(0, -KEPT_SHOWN)) shown.delete(oldest);
  };
  return {
    answer: async (agent, call) => {
      const outcome = await commands.run(agent, call.key, qmsCommand(call));
      const { exitCode, stdout, stderr } = outcome;
      if (stdout.length + stderr.length > MAX_ANSWER_CHARS)
        throw new HubError(
          "invalid_input",
          "What there is to say is too large for a session. Ask for less of it.",
        );
      if (outcome.shown.length > 0) keep(agent, call.key, outcome.shown);
      return { exitCode, stdout, stderr } satisfies QmsCallResult;
    },
    taken: (agent, key) => {
      const names = shown.get(`${agent} ${key}`);
      if (names === undefined) return;
      shown.delete(`${agent} ${key}`);
      commands.archiveShown(agent, names);
    },
  };
}

function qmsCommand({ kind, body }: AgentCall): AgentCommand {
  const command = kind === "qms" ? parseAgentCommand(body) : undefined;
  if (command === undefined)
    throw new HubError("invalid_input", "This hub does not know what is called for.");
  return command;
}
