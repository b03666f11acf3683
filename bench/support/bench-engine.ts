import type Docker from "dockerode";
import { DockerEngine } from "../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../electron/hub/runtimes/docker/engine/surroundings.ts";
import { projectId } from "../../electron/hub/runtimes/docker/containers/labels.ts";
import {
  ownContainers,
  removeContainers,
} from "../../electron/hub/runtimes/docker/containers/own-containers.ts";
import type { HubClient } from "../../shared/contract/contract.ts";
import { ensureDocker } from "../../scripts/test/ensure-docker.ts";
import { BenchServer } from "./bench-server.ts";

/** A container engine for a bench, and what tells a server of it. */
export interface BenchEngine {
  readonly docker: Docker;
  readonly environment: Readonly<Record<string, string>>;
  /** Leaves it as it was found. */
  close(): Promise<void>;
}

/** Finds an engine as the tests do; where there is none, why. */
export async function openBenchEngine(): Promise<BenchEngine | { readonly reason: string }> {
  const found = await ensureDocker();
  if (found.kind === "none") return { reason: found.reason };
  const here = surroundingsHere();
  const engine = new DockerEngine(() => ({ ...here, environment: { ...here.environment, ...found.env } }));
  const { docker } = await engine.use();
  const close = async (): Promise<void> => {
    engine.dispose();
    await found.stop();
  };
  return { docker, environment: found.env, close };
}

/** A server whose agents run in containers of the latest image, with nothing of it left behind. */
export async function withContainers<T>(
  { docker, environment }: BenchEngine,
  agents: Readonly<Record<string, object>>,
  work: (server: BenchServer, image: string) => Promise<T>,
  prepare?: (project: string) => void,
): Promise<T> {
  const server = await BenchServer.create(
    {},
    { environment, agents, ...(prepare === undefined ? {} : { prepare }) },
  );
  try {
    // By itself the hub lets agents come up one after the other.
    await server.client.policies.setLimits({ running: 12, starting: 12 });
    return await work(server, await latestImage(server.client));
  } finally {
    await server.stopAgents();
    await removeAll(docker, server);
    await server.dispose();
  }
}

/** Removes all containers of a server's project. */
export async function removeAll(docker: Docker, { project }: BenchServer): Promise<void> {
  await removeContainers(docker, await ownContainers(docker, projectId(project)));
}

/** Builds the image where it is not there, or not of this version. */
async function latestImage(client: HubClient): Promise<string> {
  let isAsked = false;
  for await (const { image } of await client.containers.changes()) {
    if (image.kind === "ready") return image.id;
    if (image.kind === "failed" && isAsked) throw new Error(`The image could not be built: ${image.reason}`);
    if (isAsked || image.kind === "unknown" || image.kind === "building") continue;
    isAsked = true;
    await client.containers.build();
  }
  throw new Error("Nothing is told of the image any more.");
}
