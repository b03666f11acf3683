import { findRunningHub, type HubAddress } from "../hub/project/hub-lock.ts";
import { NoHubError } from "./command-error.ts";
import { findProject } from "./find-project.ts";

/** A hub that is running, and how to reach it. */
export interface RunningHub extends Pick<HubAddress, "url" | "token"> {
  readonly project: string;
}

/** Finds the running hub of a project: the one named, or the one around the current folder. */
export async function findHub(named: string | undefined): Promise<RunningHub> {
  return hubOf(await findProject(named));
}

/** The running hub of the project in this folder. */
export async function hubOf(project: string): Promise<RunningHub> {
  const address = await findRunningHub(project);
  if (address === undefined) throw noHub(project);
  return { project, url: address.url, token: address.token };
}

/** The sentence for a project whose hub does not run. */
export function noHub(project: string, cause?: unknown): NoHubError {
  return new NoHubError(
    `No hub is running for ${project}: start one with \`quorum serve\`, or open the project in Quorum.`,
    { cause },
  );
}
