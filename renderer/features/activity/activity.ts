import type { HubClient } from "../../../shared/contract/contract.ts";
import { sentenceFor } from "../../connection/call-failure.ts";
import { followStream, waitFor } from "../../connection/follow-stream.ts";
import { perFrame, type NextFrame } from "../../connection/per-frame.ts";
import {
  createActivityStore,
  noActivity,
  withChanges,
  withHeldShown,
  withLoading,
  withOlder,
  withoutOlder,
  withReading,
  type ActivityStore,
} from "./activity-store.ts";
import { createActivityExport, type ActivityExport } from "./export/activity-export.ts";
import { filterOf, type FilterChoice } from "./filter/filter-choice.ts";

/** What is asked for at a time. */
const PAGE = 100;

/** What happened, and the ways to look at it. */
export interface ActivityFeature {
  readonly store: ActivityStore;
  readonly exporting: ActivityExport;
  /** Follows what happens for as long as the result is not called: the hub reads nothing for nobody. */
  readonly follow: () => () => void;
  /** Looks at something else. */
  readonly choose: (choice: FilterChoice) => void;
  readonly loadOlder: () => void;
  /** Somebody reads what would move, or does not any more. */
  readonly setReading: (isReading: boolean) => void;
  readonly showHeld: () => void;
  /** Says which project is open: what is known of another one is forgotten. */
  readonly forProject: (path: string | undefined) => void;
}

export interface ActivityDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly isConnected: () => boolean;
  readonly nextFrame: NextFrame;
  readonly now: () => number;
}

interface Following {
  readonly ended: AbortController;
  readonly left: AbortController;
}

export function createActivity({
  client,
  isConnected,
  nextFrame,
  now,
}: ActivityDependencies): ActivityFeature {
  const store = createActivityStore();
  let following: Following | undefined;
  let followers = 0;
  let project: string | undefined;
  /** Grows with each choice: what is told of another one is too late. */
  let choices = 0;

  const end = (): void => {
    following?.ended.abort();
    // Over a connection that is lost nothing needs to be cancelled, and cancelling fails where nobody can catch it.
    if (isConnected()) following?.left.abort();
    following = undefined;
  };
  const begin = (): void => {
    end();
    const own: Following = { ended: new AbortController(), left: new AbortController() };
    following = own;
    const filter = filterOf(store.getState().choice, now());
    void followStream(
      {
        open: () => client().activity.changes({ filter, limit: PAGE }, { signal: own.left.signal }),
        apply: perFrame(
          nextFrame,
          (changes) => store.setState((state) => withChanges(state, changes), true),
          own.ended.signal,
        ),
        wait: waitFor,
      },
      own.ended.signal,
    );
  };
  const load = async (): Promise<void> => {
    const { next, isLoading, choice } = store.getState();
    if (next === undefined || isLoading) return;
    const own = choices;
    store.setState(withLoading, true);
    try {
      const page = await client().activity.page({
        before: next,
        limit: PAGE,
        filter: filterOf(choice, now()),
      });
      if (own === choices) store.setState((state) => withOlder(state, page), true);
    } catch (error) {
      if (own === choices) store.setState((state) => withoutOlder(state, sentenceFor(error)), true);
    }
  };
  return {
    store,
    exporting: createActivityExport({ client, isConnected }),
    follow: () => {
      followers += 1;
      if (followers === 1) begin();
      return () => {
        followers -= 1;
        if (followers === 0) end();
      };
    },
    choose: (choice) => {
      choices += 1;
      store.setState(noActivity(choice), true);
      if (followers > 0) begin();
    },
    loadOlder: () => void load(),
    setReading: (isReading) => store.setState((state) => withReading(state, isReading), true),
    showHeld: () => store.setState(withHeldShown, true),
    forProject: (path) => {
      if (path === project) return;
      const isFirst = project === undefined;
      project = path;
      if (isFirst) return;
      choices += 1;
      store.setState(noActivity(), true);
      if (followers > 0) begin();
    },
  };
}
