import { z } from "zod";
import { AnnounceHow, ItemKey, LedgerItem, MOST_REASON_CHARS } from "./ledger-item.ts";

const Reason = z.string().max(MOST_REASON_CHARS);

/** A place where the chain of entries does not hold. */
export const LedgerBreak = z.object({
  /** The ledger's file, by its name. */
  file: z.string().max(64),
  line: z.number().int().nonnegative(),
  /** What is wrong there, as a sentence. */
  problem: z.string().max(500),
});
export type LedgerBreak = z.infer<typeof LedgerBreak>;

/** The first entry of each file. With breaks it begins a new chain, and names what is wrong with the one before. */
const Opened = z.object({
  kind: z.literal("opened"),
  format: z.literal(1),
  /** How many open items are carried over right behind it. */
  carries: z.number().int().nonnegative(),
  breaks: z.array(LedgerBreak).max(100),
});

/** The arguments of a call, as far as they are recorded. */
export const MOST_ARGUMENTS_CHARS = 2000;
export const MOST_TOOL_CHARS = 128;

/** A call of a tool, by an agent or by whoever has a user's token. */
const ToolCallEntry = z.object({
  kind: z.literal("tool-call"),
  user: z.string().max(64),
  door: z.enum(["session", "http"]),
  server: z.string().max(32),
  tool: z.string().max(MOST_TOOL_CHARS),
  /** As JSON, with long texts cut and what looks like a secret left out. */
  arguments: z.string().max(MOST_ARGUMENTS_CHARS),
  outcome: z.enum(["done", "refused", "mismatch", "cancelled", "failed"]),
  /** What the caller was told, where it was not done. */
  reason: Reason.optional(),
  ms: z.number().nonnegative(),
  /** So many calls before it could not be recorded: there were too many at a time. */
  missed: z.number().int().positive().optional(),
});
export type ToolCallEntry = z.infer<typeof ToolCallEntry>;

/** What the ledger says, one kind of entry for each thing that can become of an item. */
export const LedgerEntry = z.discriminatedUnion("kind", [
  Opened,
  z.object({ kind: z.literal("carried"), ...LedgerItem.shape }),
  /** The end of the file was cut short, and what was there is kept in these files. */
  z.object({ kind: z.literal("healed"), kept: z.array(z.string().max(128)).max(100) }),
  z.object({ kind: z.literal("created"), ...ItemKey.shape }),
  z.object({ kind: z.literal("held"), ...ItemKey.shape, reason: Reason }),
  /** Written before anything is done that might reach the agent. */
  z.object({
    kind: z.literal("announcing"),
    ...ItemKey.shape,
    attempt: z.string().max(64),
    how: AnnounceHow.optional(),
  }),
  z.object({
    kind: z.literal("announced"),
    ...ItemKey.shape,
    attempt: z.string().max(64),
    how: AnnounceHow,
    proof: Reason,
  }),
  /** The attempt did not reach the agent: the item waits again. */
  z.object({
    kind: z.literal("unannounced"),
    ...ItemKey.shape,
    attempt: z.string().max(64),
    reason: Reason,
  }),
  /** What was announced was taken back before the agent had read it: the item waits again. */
  z.object({ kind: z.literal("taken-back"), ...ItemKey.shape, reason: Reason }),
  /** Whether the attempt reached the agent cannot be found out: it is not repeated. */
  z.object({
    kind: z.literal("uncertain"),
    ...ItemKey.shape,
    attempt: z.string().max(64),
    how: AnnounceHow.optional(),
    reason: Reason,
  }),
  z.object({ kind: z.literal("undeliverable"), ...ItemKey.shape, reason: Reason }),
  z.object({ kind: z.literal("seen"), ...ItemKey.shape }),
  z.object({ kind: z.literal("acted"), ...ItemKey.shape }),
  z.object({ kind: z.literal("archived"), ...ItemKey.shape }),
  ToolCallEntry,
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** An entry that is about an item, and not about the ledger itself or about a call. */
export type ItemEntry = Exclude<LedgerEntry, { readonly kind: "opened" | "healed" | "tool-call" }>;

export function isItemEntry(entry: LedgerEntry): entry is ItemEntry {
  return entry.kind !== "opened" && entry.kind !== "healed" && entry.kind !== "tool-call";
}
