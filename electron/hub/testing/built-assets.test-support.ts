import { join, resolve } from "node:path";
import type { HostAssets } from "../host/host-assets.ts";
import { SOURCE_ASSETS } from "./source-assets.test-support.ts";

const OUT = resolve(import.meta.dirname, "../../../out");

/** The parts of a host as `npm run build` leaves them: an image is made of bundles. */
export const BUILT_ASSETS: HostAssets = {
  ...SOURCE_ASSETS,
  agentd: join(OUT, "agentd", "agentd.js"),
  qms: join(OUT, "cli", "qms.js"),
  qmsWorker: join(OUT, "workers", "qms.js"),
  projectReader: join(OUT, "workers", "project-reader.js"),
  activityReader: join(OUT, "workers", "activity-reader.js"),
  deskReader: join(OUT, "workers", "desk-reader.js"),
};
