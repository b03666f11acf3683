import type { HubClient } from "../../../shared/contract/contract.ts";
import type { AgentUsage } from "../../../shared/contract/usage.ts";
import type { HubUsage } from "../hub-usage.ts";
import { usageStream } from "../lists/contract-streams.ts";
import { ListMirror } from "../lists/list-mirror.ts";
import { mirrored } from "./mirrored.ts";

/** What the agents of a project use whose hub another program runs. */
export function joinedUsage(client: HubClient): HubUsage {
  return {
    changes: (signal) => {
      const mirror = new ListMirror<AgentUsage>(({ agent }) => agent);
      return mirrored(
        {
          open: () => client.usage.changes(),
          apply: (change) => {
            if (change.kind === "changed")
              mirror.apply({ kind: "changed", items: [change.usage], removed: [] });
            else mirror.apply({ kind: "snapshot", items: change.usage, isFirst: true, isLast: true });
            return true;
          },
          stream: (ended) => usageStream(mirror, ended),
        },
        signal,
      );
    },
  };
}
