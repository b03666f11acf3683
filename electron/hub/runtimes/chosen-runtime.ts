import { join } from "node:path";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { Runtime } from "./runtime.ts";
import { SessionStore } from "./session/session-store.ts";

export interface ChosenRuntimeOptions {
  readonly native: Runtime;
  readonly docker: Runtime;
  readonly dataFolder: string;
  /** Where the project wants an agent to run from its next start on. */
  readonly choose: (agent: AgentId) => "native" | "docker";
}

/** Starts each agent where the project wants it; a session that runs already is looked after where it runs. */
export function chosenRuntime({ native, docker, dataFolder, choose }: ChosenRuntimeOptions): Runtime {
  const wanted = (agent: AgentId): Runtime => (choose(agent) === "docker" ? docker : native);
  const present = async (agent: AgentId): Promise<Runtime> => {
    const session = await new SessionStore(join(dataFolder, "agents", agent)).latest();
    return session?.launch.runtime === "docker" ? docker : native;
  };
  return {
    find: async (agent) => (await present(agent)).find(agent),
    start: (agent, program) => wanted(agent).start(agent, program),
    kill: async (agent) => (await present(agent)).kill(agent),
    replay: async (agent) => (await present(agent)).replay(agent),
    lastLines: async (agent) => (await present(agent)).lastLines(agent),
  };
}
