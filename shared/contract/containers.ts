import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { AgentId } from "./agents.ts";

const LINE = z.string().max(2000);
/** The end of a long text is what says how it went. */
export const MOST_LAST_LINES = 200;

/** What a person is told, and may type to mend it. */
const told = {
  sentence: z.string().max(500),
  /** A command for a terminal of this machine. */
  command: z.string().max(500).optional(),
};

/** Whether there is a container engine, and whether it can be used. */
export const EngineState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("looking") }),
  z.object({ kind: z.literal("missing"), ...told }),
  z.object({ kind: z.literal("not-running"), ...told }),
  z.object({ kind: z.literal("no-permission"), ...told }),
  z.object({ kind: z.literal("disk-full"), ...told }),
  z.object({ kind: z.literal("ok"), version: z.string().max(100) }),
]);
export type EngineState = z.infer<typeof EngineState>;

/** The image that agents' containers are made from. */
export const ImageState = z.discriminatedUnion("kind", [
  /** Without an engine nobody knows. */
  z.object({ kind: z.literal("unknown") }),
  z.object({ kind: z.literal("missing") }),
  /** It is there, and not of this version of Quorum. What runs keeps it until it is made anew. */
  z.object({ kind: z.literal("stale"), id: z.string().max(100), builtAt: z.number() }),
  z.object({
    kind: z.literal("building"),
    since: z.number(),
    step: z.number().int().min(0),
    /** How many steps there are; 0 as long as nobody has said. */
    of: z.number().int().min(0),
    /** What the step does. */
    text: z.string().max(500),
    lastLines: z.array(LINE).max(MOST_LAST_LINES),
  }),
  z.object({ kind: z.literal("ready"), id: z.string().max(100), builtAt: z.number() }),
  z.object({
    kind: z.literal("failed"),
    reason: z.string().max(500),
    /** What mends it, for a terminal. */
    command: z.string().max(500).optional(),
    lastLines: z.array(LINE).max(MOST_LAST_LINES),
  }),
]);
export type ImageState = z.infer<typeof ImageState>;

const PATHS = z.array(z.string().max(4096)).max(10_000).readonly();

/** What a container sees of the project though it was not to: it was replaced, or came after the container was made. */
export const ContainerExposure = z.object({
  since: z.number(),
  /** What was to be hidden. */
  secrets: PATHS,
  /** What another file was laid over. */
  overlaid: PATHS,
  /** Whether the container is held still for it. */
  isHeld: z.boolean(),
});
export type ContainerExposure = z.infer<typeof ContainerExposure>;

/** The container that an agent runs in now. */
export const AgentContainer = z.object({
  agent: AgentId,
  id: z.string().max(100),
  image: z.string().max(300),
  /** It was made from an image that is not the latest. */
  isImageStale: z.boolean(),
  exposure: ContainerExposure.optional(),
  /** The first folder of the project that was not searched for secrets, where there are too many. */
  notSearched: z.string().max(4096).optional(),
});
export type AgentContainer = z.infer<typeof AgentContainer>;

/** What a container uses at a moment of the hub's clock. */
export const ContainerStats = z.object({
  at: z.number(),
  memory: z.object({ used: z.number().nonnegative(), limit: z.number().nonnegative() }),
  /** In processors: 1 is one that is fully used. */
  cpu: z.number().nonnegative(),
  /** Bytes a second. */
  network: z.object({ received: z.number().nonnegative(), sent: z.number().nonnegative() }),
});
export type ContainerStats = z.infer<typeof ContainerStats>;

/** How much of the machine that the hub runs on is used, by whatever runs there. */
export const MachineLoad = z.object({
  at: z.number(),
  /** The share of all processors together: 1 is all of them. */
  cpu: z.number().min(0).max(1),
  processors: z.number().int().nonnegative(),
  memory: z.object({ used: z.number().nonnegative(), total: z.number().nonnegative() }),
});
export type MachineLoad = z.infer<typeof MachineLoad>;

/** What an agent's container is to get of the machine besides the project. */
export const ContainerGrants = z.object({
  agent: AgentId,
  /** Each in a few words. */
  grants: z.array(z.string().max(4200)).max(200),
  /** Whether a person has allowed these, and no others. */
  isAllowed: z.boolean(),
});
export type ContainerGrants = z.infer<typeof ContainerGrants>;

/** The containers of a project. */
export const ContainersView = z.object({
  engine: EngineState,
  image: ImageState,
  /** The agents that run in containers when they run. */
  agents: z.array(AgentId).max(1000),
  containers: z.array(AgentContainer).max(1000),
  grants: z.array(ContainerGrants).max(1000),
  /** What `.gitignore` should say and does not: there lie the logins of agents. */
  missingIgnoreRules: z.array(z.string().max(200)).max(10),
});
export type ContainersView = z.infer<typeof ContainersView>;

const AgentInput = z.object({ agent: AgentId });

export const containersContract = {
  /** All that is known of containers, and again all of it with every change. */
  changes: oc.output(eventIterator(ContainersView)),
  /** What an agent's container uses, about every other second for as long as somebody reads; nothing while there is none. */
  stats: oc.input(AgentInput).output(eventIterator(ContainerStats)),
  /** What the machine uses, every few seconds for as long as somebody reads. */
  machine: oc.output(eventIterator(MachineLoad)),
  /** Looks for the engine again. */
  look: oc.output(z.void()),
  /** Builds the image, or builds it anew; what comes of it is told as the image's state. */
  build: oc.output(z.void()),
  cancelBuild: oc.output(z.void()),
  /** Ends an agent, and starts it in a new container of the latest image. */
  recreate: oc.input(AgentInput).output(z.void()),
  /** The last lines that an agent's container has logged. */
  logs: oc.input(AgentInput).output(z.object({ lines: z.array(LINE).max(MOST_LAST_LINES) })),
  /** Allows what an agent's container is to get, exactly as it was shown. */
  allow: oc.input(AgentInput.extend({ grants: ContainerGrants.shape.grants })).output(z.void()),
  /** Adds what is missing to `.gitignore`. */
  addIgnoreRules: oc.output(z.void()),
};
