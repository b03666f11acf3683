import type { StoreApi } from "zustand/vanilla";
import { speechOf, type Saying } from "./sayings.ts";

/** Something whose changes are told aloud. */
export interface Announced {
  readonly subscribe: (heard: () => void) => () => void;
  /** What has happened since it was asked last. */
  readonly take: () => readonly Saying[];
}

/** Tells what has changed in a store between two looks; what is known for the first time is no news. */
export function announced<State extends { readonly isKnown: boolean }>(
  store: Pick<StoreApi<State>, "getState" | "subscribe">,
  tell: (before: State, after: State) => readonly Saying[],
): Announced {
  let before = store.getState();
  return {
    subscribe: (heard) =>
      store.subscribe((state) => {
        // Another project, or the first that is known of this one.
        if (!before.isKnown || !state.isKnown) before = state;
        else heard();
      }),
    take: () => {
      const after = store.getState();
      const sayings = after === before ? [] : tell(before, after);
      before = after;
      return sayings;
    },
  };
}

/** What happens together is said together. */
const GATHER_MS = 300;
/** Between two texts, so that each can be heard. */
const PAUSE_MS = 2500;
/** After this nothing is said any more, and the same can be said again. */
const FORGET_MS = 8000;

export interface AnnouncementsDependencies {
  readonly sources: readonly Announced[];
  readonly say: (text: string) => void;
  /** Does something later; what it returns calls that off. */
  readonly after: (ms: number, work: () => void) => () => void;
}

/** Says what happens, a few sentences at a time, until what it returns is called. */
export function followAloud({ sources, say, after }: AnnouncementsDependencies): () => void {
  let cancel: (() => void) | undefined;
  let isPausing = false;
  let isMore = false;
  const wait = (ms: number, work: () => void): void => {
    cancel?.();
    cancel = after(ms, () => {
      cancel = undefined;
      work();
    });
  };
  const rest = (): void => wait(FORGET_MS, () => say(""));
  const speak = (): void => {
    const text = speechOf(sources.flatMap(({ take }) => take()));
    isMore = false;
    isPausing = text !== "";
    if (!isPausing) {
      rest();
      return;
    }
    say(text);
    wait(PAUSE_MS, () => {
      isPausing = false;
      if (isMore) speak();
      else rest();
    });
  };
  let isGathering = false;
  const heard = (): void => {
    isMore = true;
    if (isPausing || isGathering) return;
    isGathering = true;
    wait(GATHER_MS, () => {
      isGathering = false;
      speak();
    });
  };
  const subscriptions = sources.map(({ subscribe }) => subscribe(heard));
  return () => {
    cancel?.();
    for (const end of subscriptions) end();
  };
}
