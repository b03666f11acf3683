import type { AgentId } from "../../shared/contract/agents.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { AgentCall, QmsCallResult } from "../../shared/link/agent-calls.ts";
import type { QmsRequest } from "../../shared/qms/request.ts";
import type { CallAnswerer } from "./agents/call-answerer.ts";
import { parseAgentCommand, type AgentCommand } from "./qms/command/agent-command.ts";
import { parseArguments } from "./qms/command/parse-arguments.ts";
import type { CommandOutcome } from "./qms/command/perform-command.ts";

/** What was shown to agents who have not said yet that they got it; the latest count. */
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

/** What of an inbox was shown: all of it or a part, and the notifications in it. */
interface ShownInbox {
  readonly isWhole: boolean;
  readonly names: readonly string[];
}

/** What an agent's commands say about its inbox. */
export interface CommandWitness {
  /** It is about to carry out this on a document. */
  acts(agent: AgentId, command: string, document: string): void;
  /** It has got the list of what lies in its inbox. */
  seen(agent: AgentId): void;
}

/** Answers what agents call for from inside their sessions, in the hub that runs here. */
export function ownCalls(commands: AgentCommands, witness: CommandWitness): CallAnswerer {
  const shown = new Map<string, ShownInbox>();
  const keep = (agent: AgentId, key: string, inbox: ShownInbox): void => {
    shown.set(`${agent} ${key}`, inbox);
    for (const oldest of [...shown.keys()].slice(0, -KEPT_SHOWN)) shown.delete(oldest);
  };
  return {
    answer: async (agent, call) => {
      const command = qmsCommand(call);
      const request = requestOf(command);
      if (request !== undefined && "id" in request) witness.acts(agent, request.kind, request.id);
      const outcome = await commands.run(agent, call.key, command);
      const isWhole = request?.kind === "inbox" && outcome.exitCode === 0;
      const { exitCode, stdout, stderr } = outcome;
      if (stdout.length + stderr.length > MAX_ANSWER_CHARS)
        throw new HubError(
          "invalid_input",
          "What there is to say is too large for a session. Ask for less of it.",
        );
      if (isWhole || outcome.shown.length > 0) keep(agent, call.key, { isWhole, names: outcome.shown });
      return { exitCode, stdout, stderr } satisfies QmsCallResult;
    },
    taken: (agent, key) => {
      const inbox = shown.get(`${agent} ${key}`);
      if (inbox === undefined) return;
      shown.delete(`${agent} ${key}`);
      if (inbox.isWhole) witness.seen(agent);
      if (inbox.names.length > 0) commands.archiveShown(agent, inbox.names);
    },
  };
}

function qmsCommand({ kind, body }: AgentCall): AgentCommand {
  const command = kind === "qms" ? parseAgentCommand(body) : undefined;
  if (command === undefined)
    throw new HubError("invalid_input", "This hub does not know what is called for.");
  return command;
}

/** What a command line asks for, where it asks for something. */
function requestOf({ argv }: AgentCommand): QmsRequest | undefined {
  const command = parseArguments(argv);
  return command.kind === "request" ? command.request : undefined;
}
