import { lookAtSetUp } from "../../hub/checks/look-at-set-up.ts";
import { machineHere } from "../../hub/checks/machine.ts";
import { NoHubError } from "../command-error.ts";
import { findProject } from "../find-project.ts";
import { isStyled, say } from "../output.ts";
import { checksInWords } from "./checks-in-words.ts";

export interface DoctorOptions {
  readonly project?: string;
  readonly json?: boolean;
}

/** `quorum doctor`: what the window's set-up says. It needs no hub, since it is asked when things do not work. */
export async function doctor({ project, json }: DoctorOptions): Promise<number> {
  const checks = await lookAtSetUp(machineHere(), await projectOf(project));
  if (json === true) say(JSON.stringify(checks, undefined, 2));
  else say(checksInWords(checks, { isStyled: isStyled() }));
  return checks.checks.some(({ state }) => state === "problem") ? 1 : 0;
}

/** Outside of all projects the machine is looked at alone; a project that is named has to be one. */
async function projectOf(named: string | undefined): Promise<string | undefined> {
  try {
    return await findProject(named);
  } catch (error) {
    if (named === undefined && error instanceof NoHubError) return undefined;
    throw error;
  }
}
