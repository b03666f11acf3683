import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { AgentId } from "./agents.ts";

const Count = z.number().int().nonnegative();

/** What an agent's program used. */
export const UsageCounts = z.object({
  /** How often it was told something and went to work. */
  turns: Count,
  /** How often the model answered; a turn takes one or many. */
  replies: Count,
  inputTokens: Count,
  outputTokens: Count,
  cacheReadTokens: Count,
  cacheWriteTokens: Count,
});
export type UsageCounts = z.infer<typeof UsageCounts>;

/** What it used on one day, by the calendar of the machine that the hub runs on. */
export const UsageDay = UsageCounts.extend({ day: z.string().regex(/^\d{4}-\d\d-\d\d$/) });
export type UsageDay = z.infer<typeof UsageDay>;

/** Days that are further back are forgotten. */
export const MOST_USAGE_DAYS = 400;

export const AgentUsage = z.object({
  agent: AgentId,
  /** The days on which there was something, the latest first. */
  days: z.array(UsageDay).max(MOST_USAGE_DAYS),
  /** How many lines of its transcripts could not be read: what they say is not counted. */
  unreadableLines: Count,
});
export type AgentUsage = z.infer<typeof AgentUsage>;

export const UsageChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("snapshot"), usage: z.array(AgentUsage).max(1000) }),
  z.object({ kind: z.literal("changed"), usage: AgentUsage }),
]);
export type UsageChange = z.infer<typeof UsageChange>;

export const usageContract = {
  /** What every agent used, then each whose usage changed. */
  changes: oc.output(eventIterator(UsageChange)),
};
