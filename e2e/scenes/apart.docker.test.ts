import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectId } from "../../electron/hub/runtimes/docker/containers/labels.ts";
import { ownContainers } from "../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { calls, runs } from "../rigs/messages-api/turn.ts";
import { openContainerScene, PLACE } from "./container-scene.ts";
import { Role } from "./role.ts";
import { CLAUDE, QA } from "./scene.ts";

const SCENE_TIMEOUT_MS = 120_000;

/** What an agent tries, by what it would have done. */
const TRIES = {
  "read its own inbox": "grep -r 'what you can reach' .claude/users/qa/inbox",
  "ran the command of the QMS": "qms inbox | grep 'what you can reach'",
  "saw the other's folder": "ls .claude/users/claude",
  "read the other's inbox": "grep -r SECRET .",
  "saw what is Quorum's": "ls .quorum/ledger",
  "called as the other": "qms -u claude inbox",
  "was taken for the other": "QMS_USER=claude qms inbox | grep SECRET",
  "wrote the QMS": "echo x > QMS/by-hand.md",
  "removed the QMS": "rm QMS/.meta/SOP/SOP-001.json",
  "wrote the project": "echo x > by-hand.md",
  "wrote into its inbox": "echo x > .claude/users/qa/inbox/by-hand.md",
  "found the engine": "ls /var/run/docker.sock",
  "found a network": "ls /sys/class/net | grep -v '^lo$'",
};
const TRIED = "That was all.";

it(
  "an agent in a container finds nothing of another's, writes nothing but its own, and calls as nobody else",
  async () => {
    const { scene, model, engine } = await openContainerScene({
      settings: { permissions: { allow: ["Bash", "Write", "Edit"] } },
    });
    const trying = Object.entries(TRIES).map(([what, how]) => `(${how}) >&/dev/null && echo "${what}"`);
    const role = Role.play(model(QA), [
      {
        to: new RegExp(TRIED),
        does: () => calls("Write", { file_path: `${PLACE}/QMS/by-tool.md`, content: "x" }),
      },
      { to: /\[MESSAGE\] Look around/, does: () => runs([...trying, `echo "${TRIED}"`].join("\n")) },
      { to: /Run qms inbox\./, does: () => runs("qms inbox") },
    ]);
    await scene.message(CLAUDE, "SECRET", "Nobody else reads it.");
    await scene.host.hub.start(QA);
    await scene.message(QA, "Look around", "See what you can reach.");
    await model(QA).untilTurn(4);
    await scene.untilAgent(QA, ({ activity }) => activity?.kind === "idle");

    const { docker } = await engine.use();
    const containers = await ownContainers(docker, projectId(scene.project));
    expect(containers).toMatchObject([{ agent: QA, isRunning: true }]);
    const [, , tried, written] = role.heard.map(({ results }) => results.join("\n"));
    expect(tried?.split("\n")).toEqual(["read its own inbox", "ran the command of the QMS", TRIED]);
    expect(written).toContain("denied by your permission settings");
    for (const path of ["QMS/by-tool.md", "QMS/by-hand.md", "by-hand.md"])
      expect(existsSync(join(scene.project, path))).toBe(false);
  },
  SCENE_TIMEOUT_MS,
);
