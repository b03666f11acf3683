import { findRunningHub, type HubAddress } from "../hub/project/hub-lock.ts";
import { NoHubError } from "./command-error.ts";
import { findProject } from "./find-project.ts";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

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
  // The record lies in a folder that may have come from anywhere: what a person types must not leave this machine.
  if (!isOnThisMachine(address.url)) {
    throw new NoHubError(
      `The record of the hub in ${project} leads to another machine: delete .quorum/hub.json, then start the hub with \`quorum serve\`.`,
    );
  }
  return { project, url: address.url, token: address.token };
}

/** The sentence for a project whose hub does not run. */
export function noHub(project: string, cause?: unknown): NoHubError {
  return new NoHubError(
    `No hub is running for ${project}: start one with \`quorum serve\`, or open the project in Quorum.`,
    { cause },
  );
}

function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && LOOPBACK.has(hostname);
}
