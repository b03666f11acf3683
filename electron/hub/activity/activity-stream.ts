import type { Event } from "../../../shared/base/emitter.ts";
import {
  MOST_ACTIVITY,
  type ActivityChange,
  type ActivityEntry,
  type ActivityPage,
} from "../../../shared/contract/activity.ts";

/** A follower that is this far behind is told by a snapshot: what it is owed does not grow without end. */
const MOST_UNSENT = 2000;

/** Where a follower's entries come from. */
export interface ActivityFeed {
  /** The latest entries that are meant. */
  readonly latest: () => Promise<ActivityPage>;
  /** What comes, also what is not meant. */
  readonly onAdded: Event<readonly ActivityEntry[]>;
  /** What was told may not be so any more. */
  readonly onReset: Event<void>;
  readonly isMeant: (entry: ActivityEntry) => boolean;
}

/** The latest entries, then those that come, until the signal aborts. Whoever reads slowly is told less often. */
export async function* activityStream(
  { latest, onAdded, onReset, isMeant }: ActivityFeed,
  signal: AbortSignal,
): AsyncGenerator<ActivityChange, void, void> {
  let wake = (): void => undefined;
  let isSnapshotDue = true;
  let unsent: ActivityEntry[] = [];
  const added = onAdded((entries) => {
    if (isSnapshotDue) return;
    for (const entry of entries) if (isMeant(entry)) unsent.push(entry);
    if (unsent.length > MOST_UNSENT) isSnapshotDue = true;
    wake();
  });
  const reset = onReset(() => {
    isSnapshotDue = true;
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    while (!signal.aborted) {
      if (isSnapshotDue) {
        isSnapshotDue = false;
        // What comes while it is asked for is kept: some of it may not be in the answer.
        unsent = [];
        const page = await latest();
        const known = new Set(page.entries.map(({ id }) => id));
        unsent = unsent.filter(({ id }) => !known.has(id));
        yield { kind: "snapshot", ...page };
      } else if (unsent.length > 0) {
        yield { kind: "added", entries: latestFirst(unsent.splice(0, MOST_ACTIVITY)) };
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      // Each part is sent in a turn of its own: a burst must not keep the rest of the hub waiting.
      await nextTurn();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    added.dispose();
    reset.dispose();
  }
}

function latestFirst(entries: readonly ActivityEntry[]): ActivityEntry[] {
  return entries.toSorted((one, other) => (one.id < other.id ? 1 : -1));
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
