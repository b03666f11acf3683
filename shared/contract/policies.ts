import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { AgentId } from "./agents.ts";

/** When an agent is launched without a person asking for it. */
export const LaunchPolicy = z.enum(["manual", "on-task", "always"]);
export type LaunchPolicy = z.infer<typeof LaunchPolicy>;

/** When an agent is stopped without a person asking for it. Waiting for a person is not idle. */
export const StopPolicy = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("manual") }),
  /** When its inbox is empty and nothing has happened for a minute. */
  z.strictObject({ kind: z.literal("inbox-empty") }),
  z.strictObject({ kind: z.literal("idle-for"), minutes: z.number().int().min(1).max(1440) }),
]);
export type StopPolicy = z.infer<typeof StopPolicy>;

/** What an agent does without being asked: nothing, as long as nobody says otherwise. */
export const AgentPolicy = z.strictObject({
  launch: LaunchPolicy.default("manual"),
  stop: StopPolicy.default({ kind: "manual" }),
  /** How often it is started again when it crashes, before it is left alone. */
  restarts: z.number().int().min(0).max(20).default(0),
});
export type AgentPolicy = z.infer<typeof AgentPolicy>;

/** How many agents may run, and come up, at once. */
export const LaunchLimits = z.strictObject({
  running: z.number().int().min(1).max(200).default(12),
  starting: z.number().int().min(1).max(20).default(1),
});
export type LaunchLimits = z.infer<typeof LaunchLimits>;

/** What is about to become of an agent, or why nothing is. */
export const PolicyOutlook = z.discriminatedUnion("kind", [
  /** It is to be launched, and its turn has not come. */
  z.object({ kind: z.literal("queued"), reason: z.string().max(300) }),
  z.object({ kind: z.literal("launches"), at: z.number(), reason: z.string().max(300) }),
  z.object({ kind: z.literal("stops"), at: z.number(), reason: z.string().max(300) }),
  /** It is left alone although its policy says that it is launched. */
  z.object({ kind: z.literal("rests"), reason: z.string().max(300) }),
]);
export type PolicyOutlook = z.infer<typeof PolicyOutlook>;

/** The policies of a project, and what comes of them. */
export const PoliciesView = z.object({
  /** An agent that is not named here does nothing by itself. */
  agents: z.record(AgentId, AgentPolicy),
  limits: LaunchLimits,
  outlooks: z.record(AgentId, PolicyOutlook),
  /** What the project's `quorum.json` would have agents do; nothing comes of it until a person sets it. */
  proposals: z.record(AgentId, AgentPolicy).optional(),
  /** What is wrong with the file in which they are kept; those that were read before hold meanwhile. */
  problem: z.string().max(1000).optional(),
});
export type PoliciesView = z.infer<typeof PoliciesView>;

export const policiesContract = {
  /** All policies, and again all of them with every change. */
  changes: oc.output(eventIterator(PoliciesView)),
  set: oc.input(z.object({ agent: AgentId, policy: AgentPolicy })).output(PoliciesView),
  setLimits: oc.input(LaunchLimits).output(PoliciesView),
};
