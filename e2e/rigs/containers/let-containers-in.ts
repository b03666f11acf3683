import { PROJECT_LABEL, projectId } from "../../../electron/hub/runtimes/docker/containers/labels.ts";
import type { DockerEngine } from "../../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { followEvents } from "../../../electron/hub/runtimes/docker/engine/engine-events.ts";
import type { LoopbackDoors } from "./loopback-doors.ts";

/** Lets each container of a project in as soon as it runs, until what is answered is called. */
export async function letContainersIn(
  engine: DockerEngine,
  project: string,
  doors: LoopbackDoors,
): Promise<() => Promise<void>> {
  const ended = new AbortController();
  const begun = Promise.withResolvers<void>();
  const entering: Promise<void>[] = [];
  const following = followEvents(
    engine,
    {
      labels: [`${PROJECT_LABEL}=${projectId(project)}`],
      onEvent: ({ action, container }) => {
        if (action === "start") entering.push(letIn(engine, container, doors));
      },
      onGone: () => undefined,
      onFollowing: () => begun.resolve(),
    },
    ended.signal,
  );
  await begun.promise;
  return async () => {
    ended.abort();
    await following;
    await Promise.all(entering);
  };
}

async function letIn(engine: DockerEngine, container: string, doors: LoopbackDoors): Promise<void> {
  const { docker } = await engine.use();
  await doors.letIn(docker.getContainer(container)).catch((error: unknown) => {
    if (!isOver(error)) throw error;
  });
}

/** Whether the container was gone, or ran no more, by the time it was let in. */
function isOver(error: unknown): boolean {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  return status === 404 || status === 409;
}
