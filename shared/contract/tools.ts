import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { AgentId } from "./agents.ts";

const Count = z.number().int().nonnegative();
const ToolName = z.string().max(128);
/** As many of the latest calls are told of each agent and server. */
export const MOST_LAST_CALLS = 20;

/**
 * How a call went: done, or refused by an answer that says so. `mismatch` where the agent named somebody else as itself,
 * `cancelled` where nobody waited any more, `failed` where there was no answer at all.
 */
export const CallOutcome = z.enum(["done", "refused", "mismatch", "cancelled", "failed"]);
export type CallOutcome = z.infer<typeof CallOutcome>;

export const ToolCall = z.object({
  tool: ToolName,
  at: z.number(),
  ms: z.number().nonnegative(),
  outcome: CallOutcome,
});
export type ToolCall = z.infer<typeof ToolCall>;

/** In what the tools that a session offers differ from those that the hub has. */
export const ToolMismatch = z.object({
  /** The hub has them, and the session does not offer them. */
  missing: z.array(ToolName).max(500),
  /** The session offers them, and the hub does not know them. */
  unknown: z.array(ToolName).max(500),
  /** They take or say something else. */
  different: z.array(ToolName).max(500),
});
export type ToolMismatch = z.infer<typeof ToolMismatch>;

/** What a server answered when it was tried in the agent's session, by the way that the agent's program goes. */
export const ToolServerState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unchecked") }),
  z.object({
    kind: z.literal("reachable"),
    at: z.number(),
    /** From the start of the server in the session until it had listed its tools. */
    startMs: z.number().nonnegative(),
    /** To the hub and back. */
    ms: z.number().nonnegative(),
    tools: Count,
    mismatch: ToolMismatch.optional(),
  }),
  z.object({
    kind: z.literal("unreachable"),
    /** Since when it has been so, and when it was tried last. */
    since: z.number(),
    at: z.number(),
    reason: z.string().max(500),
  }),
]);
export type ToolServerState = z.infer<typeof ToolServerState>;

/** A server of tools, as one agent has it. */
export const ToolServer = z.object({
  server: z.string().max(64),
  state: ToolServerState,
  /** How the calls went that the agent made, by outcome. */
  counts: z.record(CallOutcome, Count),
  /** The latest first. */
  lastCalls: z.array(ToolCall).max(MOST_LAST_CALLS),
});
export type ToolServer = z.infer<typeof ToolServer>;

export const AgentTools = z.object({
  agent: AgentId,
  /** Whether its servers can be tried: not while it is down, nor in a session that an earlier version began. */
  check: z.enum(["possible", "under-way", "down", "earlier-version"]),
  servers: z.array(ToolServer).max(20),
});
export type AgentTools = z.infer<typeof AgentTools>;

/** What programs of the person called with the token of one user. */
export const ProgramTools = z.object({
  user: z.string().max(64),
  servers: z.array(ToolServer.pick({ server: true, counts: true, lastCalls: true })).max(20),
});
export type ProgramTools = z.infer<typeof ProgramTools>;

export const ToolsView = z.object({
  /** From when on calls have been counted. */
  since: z.number(),
  agents: z.array(AgentTools).max(1000),
  /** Of users whose token was used; a hub of an earlier version does not count them. */
  programs: z.array(ProgramTools).max(1000).optional(),
});
export type ToolsView = z.infer<typeof ToolsView>;

export const toolsContract = {
  /** The tools of every agent, and again all of them with every change. */
  changes: oc.output(eventIterator(ToolsView)),
  /** Tries an agent's servers in its session; resolves when that is done. */
  check: oc.input(z.object({ agent: AgentId })).output(AgentTools),
};
