import { resolve } from "node:path";
import { z } from "zod";
import { FolderPath } from "../../shared/contract/host.ts";

/** What a command line asks of the app; a second launch sends it to the first. */
export const LaunchRequest = z.object({
  /** The project to open, as an absolute path. */
  project: FolderPath.optional(),
  /** Goes straight into the sample project. */
  sample: z.boolean(),
});
export type LaunchRequest = z.infer<typeof LaunchRequest>;

/**
 * Reads the arguments after the program's own. Switches that are not ours are Chromium's and Electron's, and none of
 * them takes its value from the next argument.
 */
export function parseLaunchArguments(values: readonly string[], folder: string): LaunchRequest {
  const project = values.find((value) => value !== "" && !value.startsWith("-"));
  return {
    ...(project === undefined ? {} : { project: resolve(folder, project) }),
    sample: values.includes("--sample"),
  };
}

/** The arguments after the program's own: an app that is not packaged is started as `electron FOLDER …`. */
export function ownArguments(values: readonly string[], isPackaged: boolean): readonly string[] {
  return values.slice(isPackaged ? 1 : 2);
}
