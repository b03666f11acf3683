import { AgentId } from "../shared/contract/agents.ts";
import type { HubClient } from "../shared/contract/contract.ts";
import { followStream, waitFor } from "./connection/follow-stream.ts";
import { followValue, type FollowedSignals } from "./connection/follow-value.ts";
import { perFrame, type NextFrame } from "./connection/per-frame.ts";
import type { ComposeStore } from "./features/compose/draft/compose-store.ts";
import { withDeliveriesOf } from "./features/compose/sent/outbox.ts";

export interface SentFollowing {
  readonly compose: ComposeStore;
  readonly nextFrame: NextFrame;
}

/** Follows what becomes of a message with each of those whom it has reached, for as long as that is seen. */
export async function followSent(
  { compose, nextFrame }: SentFollowing,
  client: HubClient,
  project: FollowedSignals,
): Promise<void> {
  const reached = {
    read: () => {
      const { isOpen, outbox } = compose.getState();
      const letters = isOpen ? (outbox?.letters ?? []) : [];
      return letters.flatMap(({ to, state }) => (state.kind === "sent" ? [to] : [])).join(" ");
    },
    subscribe: compose.subscribe,
  };
  await followValue(
    reached,
    async (names, own) => {
      const signal = AbortSignal.any([project.replaced, own.replaced]);
      const agents = names.split(" ").flatMap((name) => AgentId.safeParse(name).data ?? []);
      await Promise.all(
        agents.map((agent) =>
          followStream(
            {
              open: () => client.inbox.deliveries({ agent }, { signal }),
              apply: perFrame(
                nextFrame,
                (changes) =>
                  compose.setState(({ outbox }) =>
                    outbox === undefined ? {} : { outbox: withDeliveriesOf(outbox, agent, changes) },
                  ),
                own.ended,
              ),
              wait: waitFor,
            },
            own.ended,
          ),
        ),
      );
    },
    project.ended,
  );
}
