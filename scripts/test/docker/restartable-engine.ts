import type Dockerode from "dockerode";
import { DockerEngine } from "../../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../../electron/hub/runtimes/docker/engine/surroundings.ts";
import { hasImage } from "./base-image.ts";
import { hasCommands, whyNoOwnEngine } from "./own-engine-obstacle.ts";
import { OwnEngine } from "./own-engine.ts";
import { wholeOutput } from "./whole-output.ts";

/** Beside that of the engine that all tests share, which none of them may end. */
const FOLDER = "/var/cache/quorum-test-engine/restarted";
/**
 * In a network of its own: an engine without a bridge takes the one away that another engine has. `unshare` becomes the
 * program that it starts.
 */
const ALONE = ["unshare", "--net", "dockerd", "--bridge=none", "--iptables=false"] as const;

/** Why there can be no second engine here that a test starts and ends as it likes; undefined where there can. */
export async function whyNoRestartableEngine(): Promise<string | undefined> {
  const obstacle = await whyNoOwnEngine();
  if (obstacle !== undefined) return obstacle;
  return (await hasCommands("dockerd", "unshare")) ? undefined : "There is no dockerd here.";
}

/** A second engine, whose running containers outlive it where that is asked for. */
export function restartableEngine({ outlived }: { readonly outlived: boolean }): OwnEngine {
  return new OwnEngine(FOLDER, [...ALONE, ...(outlived ? ["--live-restore"] : [])]);
}

/** Copies an image from the engine of the tests to another one, unless it is there. */
export async function copyImage(name: string, host: string): Promise<void> {
  await withEngine(host, async (to) => {
    if (await hasImage(to, name)) return;
    await withEngine(process.env["DOCKER_HOST"], async (from) => {
      await wholeOutput(await to.loadImage(await from.getImage(name).get()));
    });
  });
}

/** Removes all that an engine of ours runs. */
export async function removeAll(host: string): Promise<void> {
  await withEngine(host, async (docker) => {
    const containers = await docker.listContainers({ all: true });
    await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true })));
  });
}

async function withEngine<T>(host: string | undefined, work: (docker: Dockerode) => Promise<T>): Promise<T> {
  const engine = new DockerEngine(() => {
    const here = surroundingsHere();
    return { ...here, environment: { ...here.environment, DOCKER_HOST: host } };
  });
  try {
    return await work((await engine.use()).docker);
  } finally {
    engine.dispose();
  }
}
