import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { MAX_TOOL_INPUT, MAX_WAITING_TEXT } from "../link/activity.ts";
import { Questions } from "../link/questions.ts";
import { AgentId } from "./agents.ts";

/** No team has so much waiting; what is beyond it shows when something before it is done. */
export const MOST_ATTENTION = 1000;

const ofAgent = {
  /** The same for as long as it is the same that waits. */
  id: z.string().max(200),
  agent: AgentId,
  /** Milliseconds of the hub's clock. */
  since: z.number(),
  /** In one line. */
  text: z.string().max(MAX_WAITING_TEXT),
};

/** Something that waits for a person. */
export const Attention = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("permission"),
    ...ofAgent,
    tool: z.string().max(200).optional(),
    /** What the tool is to be run with, as JSON; cut where it is long. */
    input: z.string().max(MAX_TOOL_INPUT).optional(),
    /** Names it in an answer; absent where it can be answered in the terminal alone. */
    ask: z.string().max(64).optional(),
  }),
  z.object({
    kind: z.literal("question"),
    ...ofAgent,
    /** All that is asked; absent, as `ask` is, where it can be answered in the terminal alone. */
    questions: Questions.optional(),
    ask: z.string().max(64).optional(),
  }),
  z.object({ kind: z.literal("login"), ...ofAgent }),
  /** It asks whether the folder is trusted. */
  z.object({ kind: z.literal("trust"), ...ofAgent }),
  /** It could not be started, it died, or its turn failed. */
  z.object({ kind: z.literal("failure"), ...ofAgent }),
  /** A server of its tools cannot be reached from its session. */
  z.object({ kind: z.literal("tools"), ...ofAgent }),
  /** Its container sees what it was not to, until it is made anew. */
  z.object({
    kind: z.literal("exposed"),
    ...ofAgent,
    /** It is a secret, and the container is held still. */
    isHeld: z.boolean(),
  }),
  /** The record of what became of items does not hold: it was changed by somebody, or damaged. */
  z.object({
    kind: z.literal("ledger"),
    id: z.string().max(200),
    since: z.number(),
    text: z.string().max(MAX_WAITING_TEXT),
  }),
  /** An item in an inbox that no agent reads. */
  z.object({
    kind: z.literal("undeliverable"),
    id: z.string().max(400),
    user: z.string().max(64),
    item: z.string().max(255),
    since: z.number(),
    text: z.string().max(MAX_WAITING_TEXT),
  }),
]);
export type Attention = z.infer<typeof Attention>;

const AttentionInput = z.object({ id: z.string().max(400) });

export const attentionContract = {
  /** All that waits for a person, the oldest first, and again all of it with every change. */
  changes: oc.output(eventIterator(z.array(Attention).max(MOST_ATTENTION))),
  /** Takes a failure, tools out of reach, a broken ledger, or what cannot be delivered off the list: a person knows of it. */
  dismiss: oc.input(AttentionInput).output(z.void()),
  /** Takes that back: it stands in the list again, if it still waits. */
  restore: oc.input(AttentionInput).output(z.void()),
};
