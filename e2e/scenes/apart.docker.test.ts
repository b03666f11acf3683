import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectId } from "../../electron/hub/runtimes/docker/containers/labels.ts";
import { ownContainers } from "../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { calls, runs } from "../rigs/messages-api/turn.ts";
import { openContainerScene, PLACE } from "./container-scene.ts";
import { Role } from "./role.ts";
import { CLAUDE, QA } from "./scene.ts";

const SCENE_TIMEOUT_MS = 120_000;

const NEWS = 'New message from lead: "Look around". Run qms inbox.';

/** All that an agent tries, a line of what came of it for each. */
const TRIES = [
  "cat .claude/users/claude/inbox/* && echo read the inbox",
  "ls .claude/users/claude && echo saw the folder",
  "ls .quorum/ledger && echo saw the ledger",
  "qms -u claude inbox && echo read the inbox as claude",
  "QMS_USER=claude qms inbox && echo read the inbox as claude by its variable",
  "echo x > QMS/by-hand.md && echo wrote the QMS",
  "rm -rf QMS/.meta && echo removed the QMS",
  "echo x > by-hand.md && echo wrote the project",
  "ls /var/run/docker.sock && echo saw the engine",
];

it(
  "an agent in a container finds nothing of another's, writes nothing but its own, and calls as nobody else",
  async () => {
    const { scene, model, engine } = await openContainerScene({
      permissions: { allow: ["Bash", "Write", "Edit"] },
    });
    const role = Role.play(model(QA), [
      {
        to: /That was all/,
        does: () => calls("Write", { file_path: `${PLACE}/QMS/by-tool.md`, content: "x" }),
      },
      { to: /Look around"\. Run qms inbox\./, does: () => runs("qms inbox") },
      {
        to: /\[MESSAGE\] Look around/,
        does: () => runs(`(${TRIES.join("; ")}; true) 2>&1; echo; echo That was all`),
      },
    ]);
    await scene.message(CLAUDE, "SECRET", "Nobody else reads this.");
    await scene.host.hub.start(QA);
    await scene.message(QA, "Look around", "See what you can reach.");
    await scene.untilDelivery(QA, ({ notice }) => notice.kind === "announced");
    await model(QA).untilTurn(4);
    await scene.untilAgent(QA, ({ activity }) => activity?.kind === "idle");
    console.log(JSON.stringify(role.heard, null, 1));

    const { docker } = await engine.use();
    const containers = await ownContainers(docker, projectId(scene.project));
    expect(containers.map(({ agent, isRunning }) => ({ agent, isRunning }))).toEqual([
      { agent: QA, isRunning: true },
    ]);
    expect(role.told).toEqual([NEWS]);
    expect(existsSync(join(scene.project, "QMS/by-tool.md"))).toBe(false);
    expect(readdirSync(scene.project)).not.toContain("by-hand.md");
  },
  SCENE_TIMEOUT_MS,
);
