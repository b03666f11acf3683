import { access, constants, realpath, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { HubError } from "../../../shared/contract/errors.ts";
import type { Project } from "../../../shared/contract/host.ts";
import { CONFIG_FILE } from "../config/project-config.ts";
import { hasCode } from "../files/has-code.ts";

/** Any of these makes a folder a project. */
const MARKERS = [CONFIG_FILE, "QMS", "qms.config.json", ".claude"];

/** Checks that a folder can be opened as a project, and says plainly why where it cannot. */
export async function checkProject(path: string): Promise<Project> {
  const root = await realpath(resolve(path)).catch((error: unknown) => {
    throw unreachable(path, error);
  });
  const info = await stat(root);
  if (!info.isDirectory()) {
    throw new HubError("invalid_input", `${path} is a file. Choose the folder of the project.`);
  }
  await access(root, constants.R_OK | constants.X_OK).catch((error: unknown) => {
    throw unreachable(path, error);
  });
  const found = await Promise.all(MARKERS.map((marker) => isThere(join(root, marker))));
  if (!found.includes(true)) {
    throw new HubError(
      "not_found",
      `${path} holds no project: there is no ${CONFIG_FILE}, QMS or .claude in it. Choose another folder, or create the sample project.`,
    );
  }
  return { name: basename(root) === "" ? root : basename(root), path: root };
}

function unreachable(path: string, error: unknown): unknown {
  if (hasCode(error, "ENOENT", "ENOTDIR"))
    return new HubError("not_found", `${path} does not exist. Check the path.`, { cause: error });
  if (hasCode(error, "EACCES", "EPERM")) {
    return new HubError("denied", `${path} cannot be read. You lack the permission for this folder.`, {
      cause: error,
    });
  }
  return error;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return false;
      throw error;
    },
  );
}
