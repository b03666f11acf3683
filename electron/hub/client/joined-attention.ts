import type { HubClient } from "../../../shared/contract/contract.ts";
import type { HubAttention } from "../hub-attention.ts";
import { asked } from "./asked.ts";
import { joinedWhole } from "./joined-whole.ts";

/** What waits for a person in a project whose hub another program runs. */
export function joinedAttention(client: HubClient): HubAttention {
  return {
    changes: (signal) => joinedWhole(() => client.attention.changes(), signal),
    dismiss: (id) => asked(client.attention.dismiss({ id })),
    restore: (id) => asked(client.attention.restore({ id })),
  };
}
