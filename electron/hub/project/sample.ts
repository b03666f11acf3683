import { cp, mkdir, readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { HubError } from "../../../shared/contract/errors.ts";
import { hasCode } from "../files/has-code.ts";
import { moveSampleTimes } from "./sample-times.ts";

const SAMPLE_NAME = "quorum-sample";

/**
 * Makes the sample project in a folder that is empty or not there yet. Nothing that is there is touched. Whenever it is
 * made, its team was at work until just now.
 */
export async function copySample(template: string, folder: string, now: number): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return [];
    if (hasCode(error, "ENOTDIR"))
      throw new HubError("invalid_input", `${folder} is a file. Choose a folder for the sample project.`);
    throw error;
  });
  if (entries.length > 0) {
    throw new HubError(
      "conflict",
      `${folder} is not empty. Choose a new folder for the sample project, or open what is there.`,
    );
  }
  try {
    await mkdir(folder, { recursive: true });
    await cp(template, folder, { recursive: true, force: false });
    await moveSampleTimes(folder, now);
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM", "EROFS", "ENOSPC")) throw error;
    throw new HubError(
      "denied",
      `The sample project could not be created in ${folder}. Choose a folder that you can write to.`,
      { cause: error },
    );
  }
}

/** A folder for the sample that is not there yet, in the person's home. */
export async function freeSampleFolder(): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = join(homedir(), number === 1 ? SAMPLE_NAME : `${SAMPLE_NAME}-${number}`);
    const isFree = await stat(folder).then(
      () => false,
      (error: unknown) => hasCode(error, "ENOENT"),
    );
    if (isFree) return folder;
  }
}
