import { assertNever } from "../../../../shared/base/assert-never.ts";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { AnnounceHow } from "../../../../shared/ledger/ledger-item.ts";
import { parseItemName } from "../../../../shared/qms/item-name.ts";
import { agoText } from "../../../ui/time-text.ts";

/** What an item is, by its name alone: "task CR-012 review", "message from claude". */
export function itemWords(name: string): string {
  const parsed = parseItemName(name);
  switch (parsed.kind) {
    case "task":
      return `task ${parsed.document} ${wordsOf(parsed.workflow)}`;
    case "message":
      return `message from ${parsed.sender}`;
    case "notification":
      return `notification ${parsed.document} ${wordsOf(parsed.event)}`;
    case "unknown":
      return name;
    default:
      return assertNever(parsed);
  }
}

/** How far the telling of an item has come. */
export interface DeliveryWords {
  /** One word, for a row of a list. */
  readonly word: string;
  readonly tone: "quiet" | "ok" | "warn" | "bad";
  readonly sentence: string;
}

const WAYS: Readonly<Record<AnnounceHow, string>> = {
  paste: "at its prompt",
  "stop-hook": "at the end of its turn",
  prompt: "with what it was started with",
};

/** How far the telling of an item has come, in a word and in a sentence. */
export function deliveryWords(delivery: Delivery, now: number): DeliveryWords {
  const { notice, progress } = delivery;
  const seen = progress === "acted" ? "done" : progress === "unread" ? undefined : "seen";
  const told = noticeWords(notice, now);
  if (seen === undefined) return told;
  return { word: seen, tone: "ok", sentence: `${SEEN[seen]} ${told.sentence}` };
}

const SEEN = { seen: "Its agent has read its inbox.", done: "Its agent has done it." } as const;

function noticeWords(notice: Delivery["notice"], now: number): DeliveryWords {
  switch (notice.kind) {
    case "waiting":
      return { word: "waiting", tone: "quiet", sentence: "Its agent has not been told yet." };
    case "held":
      return { word: "held", tone: "warn", sentence: `Held. ${notice.reason}` };
    case "announcing":
      return notice.heldFor === undefined
        ? { word: "telling", tone: "quiet", sentence: "Its agent is being told." }
        : { word: "held", tone: "warn", sentence: `Held. ${notice.heldFor}` };
    case "announced":
      return {
        word: "told",
        tone: "ok",
        sentence: `Told ${WAYS[notice.how]}${whenOf(notice.at, now)}. ${notice.proof}`,
      };
    case "uncertain":
      return { word: "uncertain", tone: "warn", sentence: `It may have been told. ${notice.reason}` };
    case "undeliverable":
      return { word: "undeliverable", tone: "bad", sentence: notice.reason };
    default:
      return assertNever(notice);
  }
}

function whenOf(at: number, now: number): string {
  const ago = agoText(at, now);
  if (ago === "") return "";
  return ago === "now" ? " just now" : /^\d+ (?:min|h|d)$/.test(ago) ? ` ${ago} ago` : ` on ${ago}`;
}

function wordsOf(name: string): string {
  return name.toLowerCase().replaceAll("_", " ");
}
