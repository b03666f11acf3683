import type { AgentContainer, EngineState, ImageState } from "../../../../shared/contract/containers.ts";
import type { LineEntry } from "../sources/line-source.ts";

/** What was known of containers when the last thing was recorded. */
export interface ContainerMemory {
  /** What the engine was, once that was known. */
  readonly engine?: EngineState["kind"] | undefined;
  readonly image: ImageState["kind"];
  readonly buildingSince?: number | undefined;
  /** The container of each agent. */
  readonly containers: ReadonlyMap<string, string>;
}

/** What is known of containers now. */
export interface ContainersNow {
  readonly engine: EngineState;
  readonly image: ImageState;
  /** Those that are there; nothing where nobody has looked again. */
  readonly containers: readonly AgentContainer[] | undefined;
}

export const NO_CONTAINERS: ContainerMemory = { image: "unknown", containers: new Map() };

/** How much of a container's id is shown: as much as the engine's own commands show. */
const ID_CHARS = 12;

type Write = (
  event: string,
  text: string,
  details?: Readonly<Record<string, string>>,
  agent?: string,
) => void;

/** What has become of the engine, the image and the containers since. That all is as it should be at the start is no news. */
export function containerEntries(
  before: ContainerMemory,
  now: ContainersNow,
  at: number,
): { readonly memory: ContainerMemory; readonly entries: readonly LineEntry[] } {
  const entries: LineEntry[] = [];
  const write: Write = (event, text, details = {}, agent) => {
    const whose = agent === undefined ? {} : { agent };
    entries.push({ at, kind: "container", event, ...whose, text, details });
  };
  const engine = now.engine.kind === "looking" ? before.engine : now.engine.kind;
  if (before.engine !== undefined && engine !== before.engine) tellEngine(now.engine, write);
  tellImage(before, now.image, at, write);
  // While the engine cannot be asked its containers are not known, which does not mean that they are gone.
  const listed = now.engine.kind === "ok" ? now.containers : undefined;
  const containers = listed === undefined ? before.containers : byAgent(listed);
  if (listed !== undefined) tellContainers(before.containers, listed, write);
  const buildingSince = now.image.kind === "building" ? now.image.since : undefined;
  return { memory: { engine, image: now.image.kind, buildingSince, containers }, entries };
}

/** Takes note of what an earlier run has recorded: a container that is still there is no news. */
export function afterContainerEntry(
  memory: ContainerMemory,
  { kind, agent, event, details }: LineEntry,
): ContainerMemory {
  const id = details["container"];
  if (kind !== "container" || agent === undefined || id === undefined) return memory;
  const containers = new Map(memory.containers);
  if (event === "container-gone") containers.delete(agent);
  else if (event === "container-made") containers.set(agent, id);
  return { ...memory, containers };
}

function tellEngine(engine: EngineState, write: Write): void {
  if (engine.kind === "ok")
    return write("engine-ok", "The container engine can be used", { version: engine.version });
  if (engine.kind !== "looking") write(`engine-${engine.kind}`, engine.sentence);
}

function tellImage(
  { image: kind, buildingSince }: ContainerMemory,
  image: ImageState,
  at: number,
  write: Write,
): void {
  if (image.kind === kind) return;
  const ms = buildingSince === undefined ? {} : { ms: String(Math.max(0, at - buildingSince)) };
  if (image.kind === "building")
    return write("image-building", "The image of agents' containers is being built");
  if (image.kind === "failed")
    return write("image-failed", `The image could not be built: ${image.reason}`, {
      ...ms,
      reason: image.reason,
    });
  if (kind !== "building") return;
  if (image.kind === "ready") return write("image-built", "The image of agents' containers was built", ms);
  write("image-cancelled", "The building of the image was given up", ms);
}

function tellContainers(
  before: ReadonlyMap<string, string>,
  containers: readonly AgentContainer[],
  write: Write,
): void {
  const now = byAgent(containers);
  for (const [agent, container] of before)
    if (!now.has(agent)) write("container-gone", `The container of ${agent} is gone`, { container }, agent);
  for (const { agent, id, image } of containers) {
    const container = id.slice(0, ID_CHARS);
    if (before.get(agent) === container) continue;
    write("container-made", `${agent} has the container ${container}`, { container, image }, agent);
  }
}

function byAgent(containers: readonly AgentContainer[]): ReadonlyMap<string, string> {
  return new Map(containers.map(({ agent, id }) => [agent, id.slice(0, ID_CHARS)]));
}
