import { join, resolve } from "node:path";
import type { HostAssets } from "../host/host-assets.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
/** The program of the thread that reads a project. */
export const PROJECT_READER = join(ROOT, "out", "workers", "project-reader.js");

/** The program of the thread that searches documents and counts their events. */
const DESK_READER = join(ROOT, "out", "workers", "desk-reader.js");

/** The program of the thread that reads what happened. */
const ACTIVITY_READER = join(ROOT, "out", "workers", "activity-reader.js");

/** The parts of a host as they stand in the sources, but for its threads: those are built before the tests. */
export const SOURCE_ASSETS: HostAssets = {
  node: process.execPath,
  agentd: join(ROOT, "electron", "agentd", "main.ts"),
  qms: join(ROOT, "electron", "cli", "qms", "main.ts"),
  qmsWorker: join(ROOT, "out", "workers", "qms.js"),
  projectReader: PROJECT_READER,
  activityReader: ACTIVITY_READER,
  deskReader: DESK_READER,
  scriptedAgent: join(ROOT, "assets", "scripted-agent", "agent.mjs"),
  sample: join(ROOT, "assets", "sample"),
  qmsSeed: join(ROOT, "assets", "qms"),
  image: join(ROOT, "docker"),
};
