import { z } from "zod";
import { LedgerItem } from "../ledger/ledger-item.ts";

/** How far the telling of an item in an inbox has come, and what its agent has done about it. */
export const Delivery = LedgerItem.omit({ agent: true });
export type Delivery = z.infer<typeof Delivery>;

export const DeliveriesChange = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("snapshot"),
    items: z.array(Delivery).max(500),
    isFirst: z.boolean(),
    isLast: z.boolean(),
  }),
  z.object({
    kind: z.literal("changed"),
    items: z.array(Delivery).max(500),
    /** Names of items that are no longer in the inbox. */
    removed: z.array(z.string().max(400)).max(500),
  }),
]);
export type DeliveriesChange = z.infer<typeof DeliveriesChange>;
