import type { HubClient } from "../shared/contract/contract.ts";
import { followStream, waitFor } from "./connection/follow-stream.ts";
import { followValue, type FollowedSignals } from "./connection/follow-value.ts";
import { perFrame, type NextFrame } from "./connection/per-frame.ts";
import type { FlowStore } from "./features/dashboard/flow-store.ts";
import type { WaitsStore } from "./features/waits/waits-store.ts";
import type { PlacesStore } from "./places/places-store.ts";

export interface DeskStores {
  readonly flow: FlowStore;
  readonly waits: WaitsStore;
}

export interface DeskFollowing {
  readonly desk: DeskStores;
  readonly places: PlacesStore;
  readonly nextFrame: NextFrame;
}

/**
 * Feeds what the hub works out for a view for as long as that view is seen: the hub then works out nothing for nobody.
 * What was told last stays, for whoever comes back.
 */
export async function followDesk(
  { desk: { flow, waits }, places, nextFrame }: DeskFollowing,
  client: HubClient,
  project: FollowedSignals,
): Promise<void> {
  const seen = { read: () => places.getState().shown.kind, subscribe: places.subscribe };
  await followValue(
    seen,
    async (kind, own) => {
      const signal = AbortSignal.any([project.replaced, own.replaced]);
      if (kind === "dashboard") {
        await followStream(
          {
            open: () => client.desk.flow(undefined, { signal }),
            apply: perFrame(nextFrame, (told) => flow.setState({ known: told.at(-1) }), own.ended),
            wait: waitFor,
          },
          own.ended,
        );
      } else if (kind === "waits") {
        await followStream(
          {
            open: () => client.desk.waits(undefined, { signal }),
            apply: perFrame(nextFrame, (told) => waits.setState({ known: told.at(-1) }), own.ended),
            wait: waitFor,
          },
          own.ended,
        );
      }
    },
    project.ended,
  );
}
