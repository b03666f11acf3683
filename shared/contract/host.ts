import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";

/** A folder's path as the host's file system writes it. */
export const FolderPath = z.string().min(1).max(4096);

export const Project = z.object({ name: z.string(), path: FolderPath });
export type Project = z.infer<typeof Project>;

export const HostState = z.object({
  version: z.string(),
  /** Absent while no project is open. */
  project: Project.optional(),
  /** What was open before, the latest first. */
  recent: z.array(Project),
  /** Where the sample project would go if nobody says otherwise. */
  sampleFolder: FolderPath,
  /** Whether this host can show the system's own folder dialog. */
  canChooseFolder: z.boolean(),
});
export type HostState = z.infer<typeof HostState>;

export const hostContract = {
  /** The host's state, whole each time: it is small and changes seldom. */
  changes: oc.output(eventIterator(HostState)),
  openProject: oc.input(z.object({ path: FolderPath })).output(Project),
  /** Makes the sample project in a folder that is empty or not there yet, and opens it. */
  createSample: oc.input(z.object({ path: FolderPath })).output(Project),
  /** Asks the person for a folder with the system's dialog; absent when they cancel. */
  chooseFolder: oc.output(z.object({ path: FolderPath.optional() })),
};
