import { randomBytes } from "node:crypto";
import type Docker from "dockerode";
import { z } from "zod";
import { AgentId } from "../../../../../shared/contract/agents.ts";
import { isDoneAlready, isHeldAlready, isMissing, isNameTaken } from "../engine/engine-problem.ts";
import { AGENT_LABEL, PROJECT_LABEL, SESSION_LABEL } from "./labels.ts";

const Listed = z.array(
  z.object({
    Id: z.string(),
    State: z.string(),
    Labels: z.record(z.string(), z.string()).nullish(),
    ImageID: z.string(),
  }),
);

/** A container of this project's. */
export interface OwnContainer {
  readonly id: string;
  readonly agent: AgentId;
  readonly session: string;
  readonly isRunning: boolean;
  /** It runs, and is held still. */
  readonly isPaused: boolean;
  readonly image: string;
}

/** The containers of a project, or of one agent in it, known by their labels. */
export async function ownContainers(
  docker: Docker,
  project: string,
  agent?: AgentId,
): Promise<OwnContainer[]> {
  const label = [`${PROJECT_LABEL}=${project}`, ...(agent === undefined ? [] : [`${AGENT_LABEL}=${agent}`])];
  const listed = Listed.parse(await docker.listContainers({ all: true, filters: { label } }));
  return listed.flatMap(({ Id, State, Labels, ImageID }) => {
    const labels = Labels ?? {};
    const id = AgentId.safeParse(labels[AGENT_LABEL]).data;
    // The engine has looked already; what is removed by it is looked at twice.
    if (id === undefined || labels[PROJECT_LABEL] !== project) return [];
    return {
      id: Id,
      agent: id,
      session: labels[SESSION_LABEL] ?? "",
      isRunning: State === "running" || State === "paused",
      isPaused: State === "paused",
      image: ImageID,
    };
  });
}

/** Makes a container. Where another has its name, which anybody may give, it gets one with a few letters more. */
export async function createContainer(
  docker: Docker,
  spec: Docker.ContainerCreateOptions,
): Promise<Docker.Container> {
  try {
    return await docker.createContainer(spec);
  } catch (error) {
    if (!isNameTaken(error) || spec.name === undefined) throw error;
    return docker.createContainer({ ...spec, name: `${spec.name}-${randomBytes(4).toString("hex")}` });
  }
}

/** Removes containers of this project's, whatever they do. */
export async function removeContainers(docker: Docker, containers: readonly OwnContainer[]): Promise<void> {
  await Promise.all(containers.map(({ id }) => removeContainer(docker, id)));
}

/** Removes a container that we have made. */
export async function removeContainer(docker: Docker, id: string): Promise<void> {
  try {
    await docker.getContainer(id).remove({ force: true, v: true });
  } catch (error) {
    if (!isDoneAlready(error)) throw error;
  }
}

/** Asks a container to stop, and kills what does not within some seconds. */
export async function stopContainer(docker: Docker, id: string, seconds: number): Promise<void> {
  try {
    await docker.getContainer(id).stop({ t: seconds });
  } catch (error) {
    if (!isDoneAlready(error) && !isMissing(error)) throw error;
  }
}

/** Holds a container still: nothing in it goes on. False where it does not run. */
export async function holdContainer(docker: Docker, id: string): Promise<boolean> {
  try {
    await docker.getContainer(id).pause();
    return true;
  } catch (error) {
    if (isHeldAlready(error)) return true;
    if (isDoneAlready(error)) return false;
    throw error;
  }
}
