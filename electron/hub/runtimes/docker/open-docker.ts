import { DisposableStore, type Disposable } from "../../../../shared/base/disposable.ts";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { HubError } from "../../../../shared/contract/errors.ts";
import type { ContainerSettings } from "../../config/container-settings.ts";
import type { HostAssets } from "../../host/host-assets.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../policies/clock.ts";
import type { Runtime } from "../runtime.ts";
import { ContainerLinks } from "./container-links.ts";
import { ContainerEnds } from "./containers/container-ends.ts";
import { IMAGE_LAYOUT } from "./containers/container-layout.ts";
import { projectId } from "./containers/labels.ts";
import { createDockerRuntime } from "./docker-runtime.ts";
import { DockerEngine } from "./engine/docker-engine.ts";
import { surroundingsHere } from "./engine/surroundings.ts";
import { AgentImage } from "./image/agent-image.ts";
import { holdContainer } from "./containers/own-containers.ts";
import { ExposureWatch } from "./mounts/exposure-watch.ts";
import { ProjectContainers } from "./project-containers.ts";

export interface OpenDockerOptions {
  readonly root: string;
  readonly dataFolder: string;
  readonly assets: HostAssets;
  readonly settings: (agent: AgentId) => ContainerSettings;
  readonly clock: Clock;
  readonly now: () => number;
  readonly log: Logger;
}

/** All that a project's containers are made of. */
export interface OpenDocker extends Disposable {
  readonly engine: DockerEngine;
  readonly image: AgentImage;
  readonly watch: ProjectContainers;
  readonly exposures: ExposureWatch;
  readonly runtime: Runtime;
  /** Looks for the engine and the image, and follows the containers; before that nothing is asked of any engine. */
  begin(): void;
}

/** Joins the engine, the image, the runtime and the watch of a project. */
export function openDocker(options: OpenDockerOptions): OpenDocker {
  const { root, dataFolder, assets, settings, clock, now, log } = options;
  const store = new DisposableStore();
  const engine = store.add(new DockerEngine(surroundingsHere, log));
  const connect = async (): ReturnType<ConstructorParameters<typeof AgentImage>[0]["connect"]> =>
    (await engine.use()).docker;
  const base = process.env["QUORUM_IMAGE_BASE"];
  const image = store.add(new AgentImage({ connect, assets, base, clock, log: log.child("image") }));
  const links = new ContainerLinks(log.child("network"));
  const ends = new ContainerEnds();
  const project = projectId(root);
  const hold = async (container: string): Promise<boolean> =>
    holdContainer((await engine.use()).docker, container);
  const exposures = store.add(new ExposureWatch({ root, hold, now, log: log.child("exposures") }));
  const watch = store.add(
    new ProjectContainers({ project, dataFolder, engine, links, ends, exposures, image, now, log }),
  );
  const runtime = store.add(
    createDockerRuntime({
      ...assets,
      engine,
      projectFolder: root,
      dataFolder,
      image: () => usable(image),
      layout: IMAGE_LAYOUT,
      settings,
      environment: process.env,
      links,
      ends,
      exposures,
      now,
    }),
  );
  return {
    engine,
    image,
    watch,
    exposures,
    runtime,
    begin: () => {
      watch.begin();
      // An engine that comes, or comes back, may have the image or not.
      store.add(engine.onChanged(() => void image.look()));
      void engine.look().then(() => image.look());
    },
    dispose: () => store.dispose(),
  };
}

/** The image to make a container from: an older one is better than none. */
async function usable(image: AgentImage): Promise<string> {
  if (image.found === undefined) await image.look();
  if (image.found !== undefined) return image.found.id;
  const isBuilding = image.state.kind === "building";
  throw new HubError(
    "unavailable",
    isBuilding
      ? "The image for agents is just being built. Start the agent again when it is there."
      : "The image for agents is not there. Build it under Containers, and start the agent again.",
  );
}
