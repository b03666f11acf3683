import { join } from "node:path";
import type { HostAssets } from "../../electron/hub/host/host-assets.ts";

import { TARGETS, type ProgramTarget } from "../build/targets.ts";

/** What has to be built for a hub and its agents. */
export const HUB_PARTS: readonly ProgramTarget[] = [
  "agentd",
  "qms",
  "qmsWorker",
  "projectReader",
  "activityReader",
  "deskReader",
];

/** What has to be built for the image that agents' containers are made from. */
export const IMAGE_PARTS: readonly ProgramTarget[] = ["agentd", "agentdHook", "agentdAttach", "qms"];

/** The parts of a host where a build of the repository leaves them. */
export function builtAssets(root: string): HostAssets {
  const built = (target: ProgramTarget): string => join(root, "out", TARGETS[target].output);
  return {
    node: process.execPath,
    agentd: built("agentd"),
    qms: built("qms"),
    qmsWorker: built("qmsWorker"),
    projectReader: built("projectReader"),
    activityReader: built("activityReader"),
    deskReader: built("deskReader"),
    scriptedAgent: join(root, "assets", "scripted-agent", "agent.mjs"),
    sample: join(root, "assets", "sample"),
    qmsSeed: join(root, "assets", "qms"),
    image: join(root, "docker"),
  };
}
