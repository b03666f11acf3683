import { z } from "zod";
import { TerminalSize } from "../terminal/frames.ts";

/**
 * The files of one session, in a folder of its own. The hub writes `launch.json` before it starts the session host;
 * everything else is written by the session host, and outlives both.
 */
export const LAUNCH_FILE = "launch.json";
export const STATUS_FILE = "status.json";
export const OUTPUT_FOLDER = "output";
/** What went wrong beside the program. */
export const LOG_FILE = "agentd.log";

/** Sorts of programs: of `other` ones nothing more is known than that they run. */
export const ProgramKind = z.enum(["claude", "scripted", "other"]);
export type ProgramKind = z.infer<typeof ProgramKind>;

/** What the session host is to run. Readable by the user alone: the key opens the link. */
export const Launch = z.object({
  protocol: z.number().int(),
  session: z.string(),
  agent: z.string(),
  command: z.string(),
  args: z.array(z.string()),
  folder: z.string(),
  size: TerminalSize,
  /** Where the session host listens: a socket's path, or a named pipe. */
  socket: z.string(),
  key: z.string(),
  /** Whether whoever starts the session host is its first hub, over its standard input and output. */
  startsLinked: z.boolean().optional(),
  /** Where it listens for calls from inside the session. */
  callSocket: z.string().optional(),
  /** What sort of program it is; what is not said is any other program. */
  program: ProgramKind.optional(),
  /** Where the session runs; what is not said runs as a process of the hub's own machine. */
  runtime: z.enum(["native", "docker"]).optional(),
  /** Variables for the program that nobody else shall see, so that they are not the session host's own. */
  environment: z.record(z.string(), z.string()).optional(),
  /** The way out for a program without a network: the port of its proxy, and where the hub comes to serve that. */
  network: z.object({ port: z.number().int(), socket: z.string() }).optional(),
  /** Whether the program is kept from writing below QMS/ directly. */
  guardsQms: z.boolean().optional(),
  /** Whether the program shall take up the conversation of the session before, where there is one. */
  resumes: z.boolean().optional(),
});
export type Launch = z.infer<typeof Launch>;

/** Where the session stands, for whoever finds the folder. */
export const SessionStatus = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("running"),
    hostPid: z.number().int(),
    programPid: z.number().int(),
    startedAt: z.number(),
  }),
  z.object({
    kind: z.literal("ended"),
    code: z.number().int(),
    signal: z.number().int().optional(),
    /** Whether it was asked to end. */
    isRequested: z.boolean(),
    startedAt: z.number(),
    at: z.number(),
  }),
  z.object({ kind: z.literal("failed"), reason: z.string(), at: z.number() }),
]);
export type SessionStatus = z.infer<typeof SessionStatus>;

/** Set for the program and all that it starts, so that what a dead session left behind can be found. */
export const SESSION_VARIABLE = "QUORUM_SESSION";

/** Keeps the C library from holding memory for each thread. Meant for the session host alone, not for its program. */
export const ARENAS_VARIABLE = "MALLOC_ARENA_MAX";
