import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import { countText } from "../../../ui/count-text.ts";
import { deliveryWords, itemWords } from "./delivery-words.ts";
import { keyOf, type DeliveriesState } from "./deliveries-store.ts";

/** What has arrived for an agent, in two lines. */
export interface Arrivals {
  readonly tone: "busy" | "warn";
  readonly title: string;
  readonly detail: string;
  /** Whether there is something in it that a person can put away. */
  readonly canDismiss: boolean;
}

/** What an agent was told stays in sight so long. */
const TOLD_SHOWN_MS = 45_000;
/** More names make a list that nobody reads. */
const MOST_NAMES = 3;

/** What an agent has not been told of yet, or was told just now; nothing where there is no such item. */
export function arrivalsOf(state: DeliveriesState, now: number): Arrivals | undefined {
  const open = [...state.byItem.values()]
    .filter((delivery) => delivery.progress === "unread")
    .toSorted((one, other) => one.createdAt - other.createdAt);
  const held = open.filter((delivery) => heldReason(delivery) !== undefined);
  const under = open.filter(
    ({ notice }) =>
      notice.kind === "waiting" || (notice.kind === "announcing" && notice.heldFor === undefined),
  );
  const shown = open.filter((delivery) => !state.dismissed.has(keyOf(delivery)));
  const told = shown.filter(({ notice }) => notice.kind === "announced" && now - notice.at < TOLD_SHOWN_MS);
  const uncertain = shown.filter(({ notice }) => notice.kind === "uncertain");
  const canDismiss = told.length + uncertain.length > 0;
  const fresh = [...held, ...under, ...told];
  const [first] = fresh;
  if (first === undefined) {
    if (uncertain.length === 0) return undefined;
    return {
      tone: "warn",
      title: `${countText(uncertain.length)} may not have been told: ${namesOf(uncertain)}`,
      detail: sentencesOf(uncertain, now),
      canDismiss,
    };
  }
  const title = `${countText(fresh.length)} new: ${namesOf(fresh)}`;
  const doubt = uncertain.length === 0 ? "" : ` ${countText(uncertain.length)} may not have been told.`;
  if (held.length > 0) {
    const notices = held.length === 1 ? "1 notice held" : `${countText(held.length)} notices held`;
    return { tone: "warn", title, detail: `${notices}: ${reasonsOf(held)}${doubt}`, canDismiss };
  }
  return { tone: "busy", title, detail: `${deliveryWords(first, now).sentence}${doubt}`, canDismiss };
}

function namesOf(deliveries: readonly Delivery[]): string {
  const counts = new Map<string, number>();
  for (const { item } of deliveries) counts.set(itemWords(item), (counts.get(itemWords(item)) ?? 0) + 1);
  const names = [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${countText(count)})`));
  const more = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`${countText(more)} more`] : [])].join(", ");
}

function heldReason({ notice }: Delivery): string | undefined {
  if (notice.kind === "held") return notice.reason;
  return notice.kind === "announcing" ? notice.heldFor : undefined;
}

function reasonsOf(held: readonly Delivery[]): string {
  return [...new Set(held.map(heldReason))].join(" ");
}

function sentencesOf(deliveries: readonly Delivery[], now: number): string {
  return [...new Set(deliveries.map((delivery) => deliveryWords(delivery, now).sentence))].join(" ");
}
