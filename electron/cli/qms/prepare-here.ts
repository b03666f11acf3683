import type { NewProject } from "../../hub/qms/command/run-command.ts";
import { freshRoot, initialize } from "../../hub/qms/setup/init.ts";
import { seedFolder } from "./seed-folder.ts";

/** Gets ready to make a project, of this folder where no other is named. */
export function prepareHere(folder: string, root: string | undefined): NewProject {
  return {
    root: freshRoot(folder, root),
    make: () => initialize({ folder, root, seed: seedFolder(), now: Date.now }),
  };
}
