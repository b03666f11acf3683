import type { HubClient } from "../../../shared/contract/contract.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import type { HubContainers } from "../hub-containers.ts";
import { asked } from "./asked.ts";
import { joinedWhole } from "./joined-whole.ts";

/** The containers of a project whose hub another program runs. */
export function joinedContainers(
  client: HubClient,
  openShell: (agent: AgentId, pipe: FramePipe) => void,
): HubContainers {
  return {
    changes: (signal) => joinedWhole(() => client.containers.changes(), signal),
    stats: (agent, signal) => joinedWhole(() => client.containers.stats({ agent }), signal),
    machine: (signal) => joinedWhole(() => client.containers.machine(), signal),
    look: () => asked(client.containers.look()),
    build: () => asked(client.containers.build()),
    cancelBuild: () => asked(client.containers.cancelBuild()),
    recreate: (agent) => asked(client.containers.recreate({ agent })),
    logs: async (agent) => (await asked(client.containers.logs({ agent }))).lines,
    allow: (agent, grants) => asked(client.containers.allow({ agent, grants: [...grants] })),
    addIgnoreRules: () => asked(client.containers.addIgnoreRules()),
    openShell,
  };
}
