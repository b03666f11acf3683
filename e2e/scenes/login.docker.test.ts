import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { AgentId } from "../../shared/contract/agents.ts";
import { openContainerScene } from "./container-scene.ts";
import { CLAUDE, QA } from "./scene.ts";

const SCENE_TIMEOUT_MS = 120_000;

/** What a login leaves in an agent's folder; it opens nothing. */
const LOGIN = {
  claudeAiOauth: {
    accessToken: "sk-ant-oat01-no-token-at-all-for-a-scripted-model",
    refreshToken: "sk-ant-ort01-no-token-at-all-for-a-scripted-model",
    expiresAt: 4_102_444_800_000,
    scopes: ["user:inference", "user:profile"],
    subscriptionType: "max",
  },
};

it(
  "an agent in a container that is not logged in waits for that, and one that is has it in its own folder alone",
  async () => {
    const { scene } = await openContainerScene({ withoutKey: [CLAUDE, QA] });
    const { hub } = scene.host;
    const waitsForLogin = (agent: AgentId): Promise<unknown> =>
      scene.untilAttention((list) => list.some((entry) => entry.kind === "login" && entry.agent === agent));
    await hub.start(QA);
    await waitsForLogin(QA);
    await hub.stop(QA, "after-turn");
    await scene.untilAgent(QA, ({ state }) => state.kind === "stopped");
    const file = join(scene.project, ".claude/users/qa/container/.credentials.json");
    writeFileSync(file, JSON.stringify(LOGIN));
    // As its own login would be the agent's, who may be somebody else here.
    chmodSync(file, 0o666);
    await hub.start(QA);
    await scene.untilAgent(QA, ({ activity }) => activity?.kind === "idle");
    await hub.start(CLAUDE);
    await waitsForLogin(CLAUDE);
    expect(hub.agents.find(({ id }) => id === QA)?.activity?.kind).toBe("idle");
  },
  SCENE_TIMEOUT_MS,
);
