import { assertNever } from "../../../shared/base/assert-never.ts";
import type { ItemEntry } from "../../../shared/ledger/ledger-entry.ts";
import { MOST_REASON_CHARS, type AnnounceHow, type ItemKey } from "../../../shared/ledger/ledger-item.ts";
import type { ItemIndex } from "./item-index.ts";

/** One try to tell an agent of some items. It was written down before anything was done that might reach the agent. */
export interface Attempt {
  /** Told to whoever delivers the notice, so that it can say later whether this one arrived. */
  readonly id: string;
  /** Absent where whoever delivers it is to choose. */
  readonly how?: AnnounceHow;
  readonly at: number;
  readonly items: readonly ItemKey[];
}

export type AttemptOutcome =
  | { readonly kind: "announced"; readonly how: AnnounceHow; readonly proof: string }
  /** It did not arrive: the agent is still to be told. */
  | { readonly kind: "not-announced"; readonly reason: string }
  /** It may have arrived, and nothing can show it any more: once too few is better than twice. */
  | { readonly kind: "uncertain"; readonly how?: AnnounceHow; readonly reason: string };

/** The key alone of what may be a whole item. */
export function keyOf({ agent, item, file }: ItemKey): ItemKey {
  return { agent, item, file };
}

/** The entry that says of one item how an attempt ended. */
export function entryOf(outcome: AttemptOutcome, key: ItemKey, attempt: string): ItemEntry {
  switch (outcome.kind) {
    case "announced": {
      const proof = outcome.proof.slice(0, MOST_REASON_CHARS);
      return { kind: "announced", ...key, attempt, how: outcome.how, proof };
    }
    case "not-announced":
      return { kind: "unannounced", ...key, attempt, reason: outcome.reason.slice(0, MOST_REASON_CHARS) };
    case "uncertain": {
      const reason = outcome.reason.slice(0, MOST_REASON_CHARS);
      const how = outcome.how === undefined ? {} : { how: outcome.how };
      return { kind: "uncertain", ...key, attempt, ...how, reason };
    }
    default:
      return assertNever(outcome);
  }
}

/** The attempts that have begun and not ended, the oldest first. */
export function attemptsIn(index: ItemIndex): Attempt[] {
  const attempts = new Map<string, Attempt & { readonly items: ItemKey[] }>();
  for (const item of index.all()) {
    if (item.notice.kind !== "announcing") continue;
    const { attempt: id, at } = item.notice;
    const how = item.notice.how === undefined ? {} : { how: item.notice.how };
    const attempt = attempts.get(id);
    if (attempt === undefined) attempts.set(id, { id, ...how, at, items: [keyOf(item)] });
    else attempt.items.push(keyOf(item));
  }
  return [...attempts.values()].toSorted((one, other) => one.at - other.at);
}
