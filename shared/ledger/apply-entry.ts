import { assertNever } from "../base/assert-never.ts";
import type { ItemEntry } from "./ledger-entry.ts";
import type { ItemNotice, ItemProgress, LedgerItem } from "./ledger-item.ts";

const ORDER: readonly ItemProgress[] = ["unread", "seen", "acted", "archived"];

/**
 * What an entry makes of an item; `undefined` where nothing is left to remember of it. An entry that comes too late, or
 * about an item that is not known, changes nothing: the files of an earlier run are read with the same function.
 */
export function afterEntry(
  item: LedgerItem | undefined,
  entry: ItemEntry,
  at: number,
): LedgerItem | undefined {
  switch (entry.kind) {
    case "carried": {
      const { kind: _kind, ...carried } = entry;
      return carried;
    }
    case "created":
      if (item !== undefined && item.progress !== "archived") return item;
      return {
        agent: entry.agent,
        item: entry.item,
        file: entry.file,
        createdAt: at,
        notice: { kind: "waiting" },
        progress: "unread",
      };
    case "held":
      return item?.notice.kind === "announcing"
        ? withNotice(item, { ...item.notice, heldFor: entry.reason })
        : withNotice(item, { kind: "held", reason: entry.reason, at });
    case "undeliverable":
      return withNotice(item, { kind: "undeliverable", reason: entry.reason, at });
    case "announcing":
      return withNotice(item, {
        kind: "announcing",
        attempt: entry.attempt,
        ...(entry.how === undefined ? {} : { how: entry.how }),
        at,
      });
    case "announced":
      return settled(item, { kind: "announced", how: entry.how, proof: entry.proof, at });
    case "uncertain":
      return settled(item, {
        kind: "uncertain",
        ...(entry.how === undefined ? {} : { how: entry.how }),
        reason: entry.reason,
        at,
      });
    case "taken-back":
      return item?.notice.kind === "announced" ? withNotice(item, { kind: "waiting" }) : item;
    case "unannounced":
      if (item?.notice.kind !== "announcing" || item.notice.attempt !== entry.attempt) return item;
      return settled(item, { kind: "waiting" });
    case "seen":
    case "acted":
    case "archived":
      return withProgress(item, entry.kind);
    default:
      return assertNever(entry);
  }
}

function withNotice(item: LedgerItem | undefined, notice: ItemNotice): LedgerItem | undefined {
  return item === undefined ? undefined : { ...item, notice };
}

/** An item that was archived while its telling was under way was kept until that is settled, and no longer. */
function settled(item: LedgerItem | undefined, notice: ItemNotice): LedgerItem | undefined {
  if (item?.progress === "archived") return undefined;
  return withNotice(item, notice);
}

/** Progress never goes back: an inbox that is read again makes nothing unread. */
function withProgress(item: LedgerItem | undefined, progress: ItemProgress): LedgerItem | undefined {
  if (item === undefined) return undefined;
  if (progress === "archived" && item.notice.kind !== "announcing") return undefined;
  return ORDER.indexOf(progress) > ORDER.indexOf(item.progress) ? { ...item, progress } : item;
}
