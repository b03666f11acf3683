import type { HubClient } from "../../../shared/contract/contract.ts";
import type { HubToolHealth } from "../hub-tool-health.ts";
import { asked } from "./asked.ts";
import { joinedWhole } from "./joined-whole.ts";

/** The tools of the agents of a project whose hub another program runs. */
export function joinedToolHealth(client: HubClient): HubToolHealth {
  return {
    changes: (signal) => joinedWhole(() => client.tools.changes(), signal),
    check: (agent) => asked(client.tools.check({ agent })),
  };
}
