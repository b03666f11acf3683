import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { MAX_WAITING_TEXT } from "../link/activity.ts";

/** A history that a person looks through; what is older is kept on disk for a while. */
export const MOST_NEWS = 200;

/** What became of the toast for a piece of news. */
export const ToastOutcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("shown"), at: z.number(), where: z.enum(["desktop", "browser"]) }),
  /** Nothing was shown; the reason is a sentence. */
  z.object({ kind: z.literal("silent"), at: z.number(), reason: z.string().max(200) }),
]);
export type ToastOutcome = z.infer<typeof ToastOutcome>;

const NewsId = z.string().min(1).max(64);

const piece = {
  id: NewsId,
  /** Milliseconds of the hub's clock. */
  at: z.number(),
  /** The agent that it is of, where it is of one; of what cannot be delivered, the user whose inbox nobody reads. */
  agent: z.string().max(64).optional(),
  /** What happened, in a few words. */
  title: z.string().max(200),
  /** In one line. */
  text: z.string().max(MAX_WAITING_TEXT),
  /** What it is about, by the name that this has in its own list. */
  about: z.string().max(400),
  toast: ToastOutcome.optional(),
};

/** Something that a person may want to hear of while they look elsewhere. */
export const News = z.discriminatedUnion("kind", [
  /** An item in the inbox of an agent that faces the person. */
  z.object({
    kind: z.literal("item"),
    ...piece,
    item: z.enum(["task", "message", "notification", "unknown"]),
  }),
  z.object({
    kind: z.literal("waits"),
    ...piece,
    for: z.enum(["permission", "question", "login", "trust"]),
  }),
  z.object({ kind: z.literal("failure"), ...piece }),
  z.object({ kind: z.literal("undeliverable"), ...piece }),
]);
export type News = z.infer<typeof News>;

export const NewsChange = z.discriminatedUnion("kind", [
  /** The latest, the oldest of them first. */
  z.object({ kind: z.literal("snapshot"), news: z.array(News).max(MOST_NEWS) }),
  z.object({ kind: z.literal("changed"), news: z.array(News).max(MOST_NEWS) }),
]);
export type NewsChange = z.infer<typeof NewsChange>;

const Ids = z.array(NewsId).max(MOST_NEWS);

export const newsContract = {
  /** The latest news, then each that came or changed. */
  changes: oc.output(eventIterator(NewsChange)),
  /** Asks to be the one window that tells the person of these; answers with those that no other window has asked for. */
  claim: oc.input(z.object({ ids: Ids })).output(z.object({ ids: Ids })),
  /** What became of a toast. One that was shown counts, whatever other windows say; else the first word does. */
  toasted: oc.input(z.object({ ids: Ids, outcome: ToastOutcome })).output(z.void()),
};
