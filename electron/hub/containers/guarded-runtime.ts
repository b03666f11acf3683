import { HubError } from "../../../shared/contract/errors.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { Runtime } from "../runtimes/runtime.ts";

/** A runtime that starts an agent only when a person has allowed what it is to get of the machine. */
export function guardedRuntime(runtime: Runtime, isAllowed: (agent: AgentId) => boolean): Runtime {
  return {
    find: (agent) => runtime.find(agent),
    start: async (agent, program) => {
      if (isAllowed(agent)) return runtime.start(agent, program);
      throw new HubError(
        "denied",
        `quorum.json asks for things of this machine for ${agent}. Look at them under Containers, allow them there, and start it again.`,
      );
    },
    kill: (agent) => runtime.kill(agent),
    replay: (agent) => runtime.replay(agent),
    lastLines: (agent) => runtime.lastLines(agent),
  };
}
