import { join } from "node:path";
import { app } from "electron";
import type { HostAssets } from "../hub/host/host-assets.ts";

/**
 * Where the parts lie that other programs run or copy. Packaged, they are beside the archive: a plain Node cannot
 * read into it, and the app's own binary refuses to act as one.
 */
export function desktopAssets(out: string): HostAssets {
  const node = process.platform === "win32" ? "node.exe" : "node";
  if (app.isPackaged) {
    const { resourcesPath } = process;
    return {
      node: join(resourcesPath, "node", node),
      agentd: join(resourcesPath, "agentd", "agentd.js"),
      qms: join(resourcesPath, "cli", "qms.js"),
      qmsWorker: join(resourcesPath, "workers", "qms.js"),
      projectReader: join(resourcesPath, "workers", "project-reader.js"),
      activityReader: join(resourcesPath, "workers", "activity-reader.js"),
      deskReader: join(resourcesPath, "workers", "desk-reader.js"),
      scriptedAgent: join(resourcesPath, "scripted-agent", "agent.mjs"),
      sample: join(resourcesPath, "sample"),
      qmsSeed: join(resourcesPath, "qms"),
      image: join(resourcesPath, "image"),
    };
  }
  const root = join(out, "..");
  return {
    node: join(root, "node_modules", "node", "bin", node),
    agentd: join(out, "agentd", "agentd.js"),
    qms: join(out, "cli", "qms.js"),
    qmsWorker: join(out, "workers", "qms.js"),
    projectReader: join(out, "workers", "project-reader.js"),
    activityReader: join(out, "workers", "activity-reader.js"),
    deskReader: join(out, "workers", "desk-reader.js"),
    scriptedAgent: join(root, "assets", "scripted-agent", "agent.mjs"),
    sample: join(root, "assets", "sample"),
    qmsSeed: join(root, "assets", "qms"),
    image: join(root, "docker"),
  };
}
