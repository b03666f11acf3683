import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { SOURCE_ASSETS } from "../../testing/source-assets.test-support.ts";
import { itActsAsRuntime, type RuntimeStage } from "../runtime-conformance.test-support.ts";
import type { Runtime } from "../runtime.ts";
import { createNativeRuntime } from "./native-runtime.ts";

const AGENT = AgentId.parse("qa");

async function openStage(): Promise<RuntimeStage> {
  const root = mkdtempSync(join(tmpdir(), "quorum-native-"));
  const dataFolder = join(root, ".quorum");
  const commands = join(dataFolder, "bin");
  mkdirSync(commands, { recursive: true });
  const open = (): Runtime =>
    createNativeRuntime({ ...SOURCE_ASSETS, projectFolder: root, dataFolder, commands, now: Date.now });
  const runtime = open();
  return {
    runtime,
    agent: AGENT,
    scripted: {
      kind: "scripted",
      command: SOURCE_ASSETS.node,
      args: [SOURCE_ASSETS.scriptedAgent],
      environment: {},
    },
    again: open,
    killHost: () => {
      const folder = join(dataFolder, "agents", AGENT);
      const last = readdirSync(folder).toSorted().at(-1) ?? "";
      const status: unknown = JSON.parse(readFileSync(join(folder, last, "status.json"), "utf8"));
      if (typeof status === "object" && status !== null && "hostPid" in status)
        process.kill(Number(status.hostPid), "SIGKILL");
      return Promise.resolve();
    },
    dispose: async () => {
      await runtime.kill(AGENT);
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

describe("the native runtime", () => {
  itActsAsRuntime(openStage);
});
