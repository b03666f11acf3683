import { z } from "zod";
import { Questions } from "./questions.ts";

/** The longest text that a state carries; it is shown on one line or a few. */
export const MAX_WAITING_TEXT = 500;
/** The longest input of a tool that is shown to whoever is to allow it. */
export const MAX_TOOL_INPUT = 20_000;
const MAX_EVIDENCE = 8;

/** What a state was concluded from. */
export const Evidence = z.object({
  source: z.enum(["hook", "pid-file", "screen", "title", "process"]),
  text: z.string().max(300),
  at: z.number(),
});
export type Evidence = z.infer<typeof Evidence>;

const known = { since: z.number(), evidence: z.array(Evidence).max(MAX_EVIDENCE) };

/** What an agent's program is doing, and how that is known. */
export const Activity = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("starting"), ...known }),
  z.object({
    kind: z.literal("idle"),
    ...known,
    /** Its last turn ended with an error of the service behind it. */
    failure: z.string().max(MAX_WAITING_TEXT).optional(),
  }),
  z.object({ kind: z.literal("busy"), ...known, tool: z.string().max(200).optional() }),
  z.object({
    kind: z.literal("waiting"),
    ...known,
    what: z.enum(["permission", "question", "login", "trust"]),
    text: z.string().max(MAX_WAITING_TEXT),
    tool: z.string().max(200).optional(),
    /** What the tool is to be run with, as JSON; cut where it is long. */
    input: z.string().max(MAX_TOOL_INPUT).optional(),
    /** What the person is asked, where it can be answered from outside of the terminal. */
    questions: Questions.optional(),
    /** Names what can be answered from outside of the terminal, while it can. */
    ask: z.string().max(64).optional(),
  }),
  /** It runs, and nothing tells what it does. */
  z.object({ kind: z.literal("no-signal"), ...known }),
  z.object({ kind: z.literal("exited"), ...known }),
]);
export type Activity = z.infer<typeof Activity>;

/** What may be waited for. */
export type WaitingFor = Extract<Activity, { kind: "waiting" }>["what"];
