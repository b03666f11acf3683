import type { Event } from "../../../shared/base/emitter.ts";

/** What came, changed or went in a list. */
export interface ListDelta<T> {
  readonly items: readonly T[];
  readonly removed: readonly string[];
}

/** A list that changes, as those who follow it see it. */
export interface LiveList<T> {
  readonly idOf: (item: T) => string;
  /** All that it holds now, in no order. */
  readonly all: () => readonly T[];
  /** What changed; `all` where so much did that the whole is to be read again. */
  readonly onChanged: Event<ListDelta<T> | "all">;
}

/** What a follower is told: the list in parts, then what changed, in parts as well. */
export type ListChange<T> =
  | {
      readonly kind: "snapshot";
      readonly items: readonly T[];
      readonly isFirst: boolean;
      readonly isLast: boolean;
    }
  | ({ readonly kind: "changed" } & ListDelta<T>);
