import { Emitter } from "../../../shared/base/emitter.ts";
import type { ActivityChange, ActivityEntry } from "../../../shared/contract/activity.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { activityStream } from "../activity/activity-stream.ts";
import type { HubActivity } from "../hub-activity.ts";
import { asked, refusalOf } from "./asked.ts";
import { mirrored } from "./mirrored.ts";

/** What happens in a project whose hub another program runs. */
export function joinedActivity(client: HubClient): HubActivity {
  return {
    changes: ({ filter, limit }, signal) => {
      const added = new Emitter<readonly ActivityEntry[]>();
      const reset = new Emitter<void>();
      let isBegun = false;
      return mirrored<ActivityChange>(
        {
          open: () => client.activity.changes({ filter, limit }),
          apply: (change) => {
            if (change.kind === "added") added.fire(change.entries);
            else if (isBegun) reset.fire();
            isBegun = true;
            return true;
          },
          stream: (ended) => {
            const latest = () => asked(client.activity.page({ filter, limit }, { signal: ended }));
            const feed = { latest, onAdded: added.event, onReset: reset.event, isMeant: () => true };
            return activityStream(feed, ended);
          },
        },
        signal,
      );
    },
    page: ({ filter, limit }, before, signal) =>
      asked(
        client.activity.page(
          { filter, limit, ...(before === undefined ? {} : { before }) },
          signal && { signal },
        ),
      ),
    exported: async function* (filter, format, signal) {
      try {
        yield* await client.activity.export({ filter, format }, { signal });
      } catch (error) {
        throw refusalOf(error);
      }
    },
    timeline: (agent, day) => asked(client.agents.timeline({ agent, ...(day === undefined ? {} : { day }) })),
    definition: (agent) => asked(client.agents.definition({ agent })),
    log: async (agent, lines) => (await asked(client.agents.log({ agent, lines }))).lines,
  };
}
