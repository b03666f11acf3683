import type Docker from "dockerode";
import { z } from "zod";
import { isMissing } from "../engine/engine-problem.ts";

const Inspected = z.object({
  Id: z.string(),
  Image: z.string(),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }),
  State: z.object({
    Running: z.boolean(),
    Paused: z.boolean().default(false),
    OOMKilled: z.boolean().default(false),
    ExitCode: z.number().default(0),
    Pid: z.number().default(0),
    Status: z.string(),
    Error: z.string().default(""),
  }),
  HostConfig: z.object({ Memory: z.number().default(0) }),
});

/** A container as the engine has it. */
export interface ContainerState {
  readonly id: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  /** It was made, and never started. */
  readonly isNew: boolean;
  readonly ranOutOfMemory: boolean;
  readonly exitCode: number;
  /** Its first process, by its number on the engine's machine. */
  readonly pid: number;
  readonly memoryBytes: number;
}

/** Looks at a container; undefined where there is none. */
export async function inspectContainer(docker: Docker, id: string): Promise<ContainerState | undefined> {
  const raw = await docker
    .getContainer(id)
    .inspect()
    .catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
  if (raw === undefined) return undefined;
  const { Id, Image, Config, State, HostConfig } = Inspected.parse(raw);
  return {
    id: Id,
    image: Image,
    labels: Config.Labels ?? {},
    isRunning: State.Running,
    isPaused: State.Paused,
    isNew: State.Status === "created",
    ranOutOfMemory: State.OOMKilled,
    exitCode: State.ExitCode,
    pid: State.Pid,
    memoryBytes: HostConfig.Memory,
  };
}

/** A container whose first process has ended is over within this time. */
const END_MS = 500;

/** Waits for the end of a container that is about to end; not for long, since it may not be. */
export async function endOf(docker: Docker, id: string): Promise<void> {
  const late = AbortSignal.timeout(END_MS);
  await docker
    .getContainer(id)
    .wait({ abortSignal: late })
    .catch((error: unknown) => {
      if (!late.aborted && !isMissing(error)) throw error;
    });
}

const OUT_OF_MEMORY = "Give it more with `memory` under `limits` in quorum.json, and start it again.";

/** Why an agent ended of which the container is all that is left to tell. */
export function whyItEnded(state: ContainerState | undefined): string {
  if (state === undefined)
    return "Its container was removed from outside, and the program with it. Start it again to go on.";
  return state.ranOutOfMemory ? memorySentence(state) : whatEndedIt(state.exitCode);
}

/** What a container's exit code tells, where its memory was enough. */
export function whatEndedIt(exitCode: number): string {
  switch (exitCode) {
    case 137:
      return "It was killed from outside: its session host, its container, or the engine. Start it again to go on.";
    case 143:
      return "Its container was stopped from outside. Start it again to go on.";
    case 125:
    case 126:
    case 127:
      return "Its session host could not be started in the container: the image is not right. Build it anew under Containers.";
    default:
      return `Its session host ended unexpectedly with ${exitCode}, and the program with it. Start it again to go on.`;
  }
}

/** Tells how much was not enough. */
export function memorySentence({ memoryBytes }: ContainerState): string {
  const megabytes = Math.round(memoryBytes / 1024 ** 2);
  const limit = megabytes >= 1024 && megabytes % 1024 === 0 ? `${megabytes / 1024} GB` : `${megabytes} MB`;
  return `It ran out of memory: its container may use ${limit}. ${OUT_OF_MEMORY}`;
}
