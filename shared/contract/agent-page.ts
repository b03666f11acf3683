import { oc } from "@orpc/contract";
import { z } from "zod";
import { MOST_SPANS, MOST_TOOLS, SPAN_STATES } from "../activity/timeline-limits.ts";
import { AgentId } from "./agents.ts";
import { CallOutcome } from "./tools.ts";

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/, "A day is written like 2026-02-04.");
const Line = z.string().max(500);

/** A stretch of time in which an agent was in one state. Times are milliseconds of the hub's clock. */
export const StateSpan = z.object({
  from: z.number(),
  /** Absent while it lasts. */
  to: z.number().optional(),
  /** As in the agent's state; `idle`, `busy` and `waiting` are how it stood while it ran. */
  state: z.enum(SPAN_STATES),
  /** What is known beside: what it waited for, why it failed. */
  text: Line.optional(),
});
export type StateSpan = z.infer<typeof StateSpan>;

export const ToolUse = z.object({ tool: z.string().max(200), from: z.number(), to: z.number() });
export type ToolUse = z.infer<typeof ToolUse>;

/** A call of one of the hub's tools. */
export const CalledTool = z.object({
  tool: z.string().max(200),
  from: z.number(),
  to: z.number(),
  outcome: CallOutcome,
  document: z.string().max(200).optional(),
});
export type CalledTool = z.infer<typeof CalledTool>;

/** From when an agent was told something to when it had done it. */
export const Turn = z.object({
  from: z.number(),
  /** Absent while it lasts, and where it is not known when it was over. */
  to: z.number().optional(),
  tools: z.array(ToolUse).max(MOST_TOOLS),
  /** How many tools it used, also those that are not told. */
  toolCount: z.number().int().nonnegative(),
  /** How it failed, where it did. */
  failure: Line.optional(),
});
export type Turn = z.infer<typeof Turn>;

/** What one agent did on one day, by the calendar of the machine that the hub runs on; what came first in front. */
export const AgentTimeline = z.object({
  agent: AgentId,
  day: Day,
  /** The day's bounds; a day may have 23 or 25 hours. */
  from: z.number(),
  to: z.number(),
  states: z.array(StateSpan).max(MOST_SPANS),
  turns: z.array(Turn).max(MOST_SPANS),
  /** A hub of an earlier version does not tell them. */
  calls: z.array(CalledTool).max(MOST_SPANS).default([]),
});
export type AgentTimeline = z.infer<typeof AgentTimeline>;

/** An agent's definition file. Its text is cleaned: it can be shown as it is. */
export const AgentDefinitionFile = z.object({
  /** Relative to the project's root. */
  path: z.string().max(4096),
  text: z.string().max(300_000),
  /** Whether the file is longer than what is told of it. */
  isCut: z.boolean(),
});
export type AgentDefinitionFile = z.infer<typeof AgentDefinitionFile>;

const MOST_LOG_LINES = 1000;

/** What belongs to the page of one agent. */
export const agentPageContract = {
  /** Its turns, tools and states on a day; without one, today. */
  timeline: oc.input(z.object({ agent: AgentId, day: Day.optional() })).output(AgentTimeline),
  definition: oc.input(z.object({ agent: AgentId })).output(AgentDefinitionFile),
  /** The last lines of what its session host has noted in its latest session; most sessions have nothing to note. */
  log: oc
    .input(z.object({ agent: AgentId, lines: z.number().int().positive().max(MOST_LOG_LINES).optional() }))
    .output(z.object({ lines: z.array(z.string().max(2000)).max(MOST_LOG_LINES) })),
};
