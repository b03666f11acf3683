import { setTimeout as delay } from "node:timers/promises";
import type { Readable } from "node:stream";
import { z } from "zod";
import { LineReader } from "../../../../../shared/link/agent-calls.ts";
import type { DockerEngine } from "./docker-engine.ts";

/** An event is a few hundred bytes; labels of others may make it longer. */
const MAX_EVENT_BYTES = 1024 * 1024;
/** An engine that went away is looked for again after so long, and later ever less often. */
const FIRST_WAIT_MS = 250;
const MAX_WAIT_MS = 5000;

const RawEvent = z.object({
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()).default({}) }),
  timeNano: z.number(),
});

/** What Podman calls by another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { died: "die", remove: "destroy" };

/** Something that happened to a container. */
export interface ContainerEvent {
  /** Such as `die`, `oom`, `destroy`. */
  readonly action: string;
  readonly container: string;
  /** What its first process ended with, where the engine says so. */
  readonly exitCode?: number;
}

/** What a follower of the engine's events is told. */
export interface EventFollower {
  readonly labels: readonly string[];
  readonly onEvent: (event: ContainerEvent) => void;
  /** The engine went away, and what happens is not heard of. */
  readonly onGone: () => void;
  /** Events are heard from now on; what happened before may have been missed. */
  readonly onFollowing: () => void;
}

/** Follows the events of containers with these labels until the signal, also over restarts of the engine. */
export async function followEvents(
  engine: DockerEngine,
  follower: EventFollower,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  let since: number | undefined;
  let isFollowing = false;
  while (!signal.aborted) {
    try {
      const { docker } = await engine.use();
      const filters = JSON.stringify({ type: ["container"], label: follower.labels });
      const from = since === undefined ? {} : { since: (since / 1e9).toFixed(9) };
      // Its types know the filters as an object only, which it would not encode.
      const stream = await docker.getEvents({ filters, ...from, abortSignal: signal } as Parameters<
        typeof docker.getEvents
      >[0]);
      waitMs = FIRST_WAIT_MS;
      isFollowing = true;
      follower.onFollowing();
      await read(stream as Readable, signal, (event) => {
        since = event.timeNano;
        follower.onEvent(containerEvent(event));
      });
    } catch {
      // Whatever it was, it is followed again.
    }
    if (signal.aborted) return;
    engine.lost();
    // One that was not back yet when it was asked may be so by now, with links to it that are good.
    if (isFollowing) follower.onGone();
    isFollowing = false;
    await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    waitMs = Math.min(waitMs * 2, MAX_WAIT_MS);
  }
}

function containerEvent({ Action, Actor }: z.infer<typeof RawEvent>): ContainerEvent {
  const { exitCode, containerExitCode } = Actor.Attributes;
  const code = Action.startsWith("die") ? (exitCode ?? containerExitCode) : undefined;
  return {
    action: OTHER_NAMES[Action] ?? Action,
    container: Actor.ID,
    ...(code !== undefined && /^\d{1,3}$/.test(code) ? { exitCode: Number(code) } : {}),
  };
}

async function read(
  stream: Readable,
  signal: AbortSignal,
  onEvent: (event: z.infer<typeof RawEvent>) => void,
): Promise<void> {
  const lines = new LineReader(MAX_EVENT_BYTES);
  const stop = (): void => void stream.destroy();
  signal.addEventListener("abort", stop);
  try {
    for await (const bytes of stream as AsyncIterable<Uint8Array>) {
      lines.push(bytes, (line) => {
        if (line.trim() === "") return;
        const event = RawEvent.safeParse(JSON.parse(line)).data;
        if (event !== undefined) onEvent(event);
      });
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
