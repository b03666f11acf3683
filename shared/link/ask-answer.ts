import { z } from "zod";
import { Replies } from "./questions.ts";

/** The longest reason of a denial. */
export const MAX_REASON = 2000;

const ask = z.string().max(64);

/** A person gives the permission that is asked for. */
export const Allowance = z.object({ decision: z.literal("allow"), ask });

/** A person does not give it, or declines to answer; the agent is told the message: why, and what to do instead. */
export const Denial = z.object({
  decision: z.literal("deny"),
  ask,
  message: z.string().max(MAX_REASON).optional(),
});

/** A person answers the questions that are asked. */
export const ReplyGiven = z.object({ decision: z.literal("reply"), ask, replies: Replies });

/** A person's answer to what an agent asks, by the name that this has while it is asked. */
export const AskAnswer = z.discriminatedUnion("decision", [Allowance, Denial, ReplyGiven]);
export type AskAnswer = z.infer<typeof AskAnswer>;
