import { z } from "zod";

/** One item of one inbox. The same name may come again as another file: then it is another item. */
export const ItemKey = z.object({
  /** Whose inbox it lies in; there need not be such an agent. */
  agent: z.string().min(1).max(64),
  /** The file's name without `.md`. */
  item: z.string().min(1).max(255),
  /** What tells this file from an earlier or later one of the same name. Only compared, never taken apart. */
  file: z.string().max(128),
});
export type ItemKey = z.infer<typeof ItemKey>;

/** By which way an agent is told. */
export const AnnounceHow = z.enum(["paste", "stop-hook", "prompt"]);
export type AnnounceHow = z.infer<typeof AnnounceHow>;

/** Reasons and proofs are sentences for a person, not documents. */
export const MOST_REASON_CHARS = 300;
const Reason = z.string().max(MOST_REASON_CHARS);

/** How far the telling of an item has come. Times are milliseconds of the hub's clock. */
export const ItemNotice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("waiting") }),
  z.object({ kind: z.literal("held"), reason: Reason, at: z.number() }),
  /** Under way, or cut short by a crash: whether it arrived is not known. */
  z.object({
    kind: z.literal("announcing"),
    attempt: z.string().max(64),
    /** Absent where whoever delivers it is to choose. */
    how: AnnounceHow.optional(),
    /** Why whoever is to deliver it has not done so yet. */
    heldFor: Reason.optional(),
    at: z.number(),
  }),
  z.object({ kind: z.literal("announced"), how: AnnounceHow, proof: Reason, at: z.number() }),
  /** It may have arrived, and nothing shows it: it is not told again. */
  z.object({ kind: z.literal("uncertain"), how: AnnounceHow.optional(), reason: Reason, at: z.number() }),
  z.object({ kind: z.literal("undeliverable"), reason: Reason, at: z.number() }),
]);
export type ItemNotice = z.infer<typeof ItemNotice>;

/** What the agent has done about an item. */
export const ItemProgress = z.enum(["unread", "seen", "acted", "archived"]);
export type ItemProgress = z.infer<typeof ItemProgress>;

/** All that is known of an item which is still open: in its inbox, or its telling not settled. */
export const LedgerItem = ItemKey.extend({
  createdAt: z.number(),
  notice: ItemNotice,
  progress: ItemProgress,
});
export type LedgerItem = z.infer<typeof LedgerItem>;

/** Whether the agent is still to be told: nothing is under way, and nothing has been said. */
export function isToAnnounce({ notice, progress }: LedgerItem): boolean {
  return progress !== "archived" && (notice.kind === "waiting" || notice.kind === "held");
}
