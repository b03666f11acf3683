import { assertNever } from "../../../../shared/base/assert-never.ts";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import { parseItemName } from "../../../../shared/qms/item-name.ts";

/** One thing that becomes of an item on its way. */
export interface DeliveryStep {
  readonly name: "Created" | "Announced" | "Seen" | "Acted" | "Archived";
  readonly state: "done" | "open" | "held" | "bad";
  /** A word in place of the name, where it came otherwise. */
  readonly word?: string;
  readonly at?: number;
}

/** How far an item has come on its way, of which the end is another for a task than for what is only read. */
export function deliverySteps(delivery: Delivery): readonly DeliveryStep[] {
  const { item, createdAt, progress } = delivery;
  const isTask = parseItemName(item).kind === "task";
  const isSeen = progress !== "unread";
  const isOver = progress === "acted" || progress === "archived";
  return [
    { name: "Created", state: "done", at: createdAt },
    announced(delivery, isSeen),
    { name: "Seen", state: isSeen ? "done" : "open" },
    { name: isTask ? "Acted" : "Archived", state: isOver ? "done" : "open" },
  ];
}

function announced({ notice }: Delivery, isSeen: boolean): DeliveryStep {
  const name = "Announced";
  switch (notice.kind) {
    case "waiting":
      return { name, state: "open", ...(isSeen && { word: "Not announced" }) };
    case "held":
      return { name, state: isSeen ? "open" : "held", word: isSeen ? "Not announced" : "Held" };
    case "announcing":
      return notice.heldFor === undefined
        ? { name, state: "open", word: "Being announced" }
        : { name, state: "held", word: "Held" };
    case "announced":
      return { name, state: "done", at: notice.at };
    case "uncertain":
      return { name, state: "held", word: "Perhaps announced", at: notice.at };
    case "undeliverable":
      return { name, state: "bad", word: "Undeliverable", at: notice.at };
    default:
      return assertNever(notice);
  }
}
