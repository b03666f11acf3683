import { join, resolve } from "node:path";
import type { HostAssets } from "../host/host-assets.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The parts of a host as they stand in the sources: tests need no build. */
export const SOURCE_ASSETS: HostAssets = {
  node: process.execPath,
  agentd: join(ROOT, "electron", "agentd", "main.ts"),
  qms: join(ROOT, "electron", "cli", "qms", "main.ts"),
  qmsWorker: join(ROOT, "electron", "hub", "qms", "worker", "worker-main.ts"),
  projectReader: join(ROOT, "electron", "hub", "reader", "reader-worker.ts"),
  scriptedAgent: join(ROOT, "assets", "scripted-agent", "agent.mjs"),
  sample: join(ROOT, "assets", "sample"),
  image: join(ROOT, "docker"),
};
