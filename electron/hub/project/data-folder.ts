import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HubError } from "../../../shared/contract/errors.ts";
import { hasCode } from "../files/has-code.ts";

/** Quorum's own data in a project; it keeps itself out of the project's git. */
export async function makeDataFolder(root: string): Promise<string> {
  const folder = join(root, ".quorum");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error: unknown) => {
      if (!hasCode(error, "EEXIST")) throw error;
    });
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM", "EROFS")) throw error;
    throw new HubError(
      "denied",
      `${root} cannot be written. Quorum keeps its data in ${folder}; make the folder writable and open it again.`,
      { cause: error },
    );
  }
  return folder;
}
