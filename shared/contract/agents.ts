import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { Activity } from "../link/activity.ts";
import { Allowance, Denial, ReplyGiven } from "../link/ask-answer.ts";

/** An agent's name in its project: the stem of its definition file, and the user name it has in the QMS. */
export const AgentId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,31}$/, "An agent's name is lower-case letters, digits and underscores.")
  .brand<"AgentId">();
export type AgentId = z.infer<typeof AgentId>;

/** How a program ended. */
export const ExitStatus = z.object({
  code: z.number().int(),
  signal: z.number().int().optional(),
  at: z.number(),
});
export type ExitStatus = z.infer<typeof ExitStatus>;

/** Where an agent stands. `since` and `at` are milliseconds of the hub's clock. */
export const AgentState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stopped") }),
  z.object({ kind: z.literal("starting"), since: z.number() }),
  z.object({ kind: z.literal("running"), since: z.number(), pid: z.number().int() }),
  z.object({
    kind: z.literal("stopping"),
    since: z.number(),
    /** Until when its turn may take to its end; absent once its program is being ended. */
    turnUntil: z.number().optional(),
  }),
  /** The program ended by itself. */
  z.object({ kind: z.literal("exited"), status: ExitStatus }),
  /** It could not be started, or its session host died. */
  z.object({
    kind: z.literal("failed"),
    reason: z.string(),
    lastLines: z.array(z.string().max(2000)).max(20),
    at: z.number(),
  }),
  /** It runs, but the link to it is down and being tried again. */
  z.object({ kind: z.literal("lost"), since: z.number() }),
  /** It runs under a session host of another version, which this hub cannot show. */
  z.object({ kind: z.literal("outdated"), protocol: z.number().int() }),
]);
export type AgentState = z.infer<typeof AgentState>;

export const Agent = z.object({
  id: AgentId,
  /** What the agent's definition file says of it, in one line. */
  description: z.string().max(500).optional(),
  /** What runs in its terminal, as a person would name it. */
  program: z.string(),
  state: AgentState,
  /** What its program does, while it runs and tells. */
  activity: Activity.optional(),
  /** True while there is something to show in its terminal: a live session, or the last one. */
  hasTerminal: z.boolean(),
  /** What is wrong although it runs: a full disk under its output, for one. */
  problem: z.string().optional(),
});
export type Agent = z.infer<typeof Agent>;

export const AgentsChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("snapshot"), agents: z.array(Agent) }),
  z.object({ kind: z.literal("changed"), agent: Agent }),
]);
export type AgentsChange = z.infer<typeof AgentsChange>;

const AgentInput = z.object({ agent: AgentId });

const AnswerInput = z.discriminatedUnion("decision", [
  Allowance.extend(AgentInput.shape),
  Denial.extend(AgentInput.shape),
  ReplyGiven.extend(AgentInput.shape),
]);

export const agentsContract = {
  /** All agents, then each that changed. */
  changes: oc.output(eventIterator(AgentsChange)),
  start: oc.input(AgentInput).output(Agent),
  /**
   * Ends the program when its turn is over, or after a while, as a terminal does when it is closed. With `now` no turn is
   * waited for, and with `force` the program has no time either.
   */
  stop: oc
    .input(AgentInput.extend({ now: z.boolean().optional(), force: z.boolean().optional() }))
    .output(Agent),
  restart: oc.input(AgentInput).output(Agent),
  /**
   * Gives or denies the permission that an agent waits for, or answers or declines its questions; refused where somebody
   * else was first, and where an answer does not fit what is asked.
   */
  answer: oc.input(AnswerInput).output(Agent),
};
