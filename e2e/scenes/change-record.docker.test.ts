import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectId } from "../../electron/hub/runtimes/docker/containers/labels.ts";
import { ownContainers } from "../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { leadThroughLife, LIFE_TIMEOUT_MS } from "./change-record-life.ts";
import { openContainerScene } from "./container-scene.ts";
import { Gate } from "./gate.ts";
import { CLAUDE, QA } from "./scene.ts";

const RESULT = ".claude/users/claude/workspace/NUMBERS.md";

it(
  "a change record is led from a message to its end by two agents in containers without a network, and nobody types",
  async () => {
    const opened = await openContainerScene({ settings: { permissions: { allow: ["Bash"] } } });
    const gate = await Gate.build("node");
    await opened.doors.open(gate.port);
    await leadThroughLife({ ...opened, gate, result: RESULT });
    const { docker } = await opened.engine.use();
    const containers = await ownContainers(docker, projectId(opened.scene.project));
    expect(containers.map(({ agent }) => agent).toSorted()).toEqual([CLAUDE, QA]);
    for (const { id } of containers)
      expect((await docker.getContainer(id).inspect()).HostConfig.NetworkMode).toBe("none");
    expect(readFileSync(join(opened.scene.project, RESULT), "utf8")).toBe("by hand\n");
  },
  LIFE_TIMEOUT_MS,
);
