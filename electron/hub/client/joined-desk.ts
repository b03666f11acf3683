import type { HubClient } from "../../../shared/contract/contract.ts";
import type { HubDesk } from "../hub-desk.ts";
import { joinedWhole } from "./joined-whole.ts";

/** The desk of a hub that another program runs. */
export function joinedDesk(client: HubClient): HubDesk {
  return {
    flow: (signal) => joinedWhole(() => client.desk.flow(), signal),
    waits: (signal) => joinedWhole(() => client.desk.waits(), signal),
  };
}
