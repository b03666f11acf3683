import * as fs from "node:fs";
import { join } from "node:path";
import { hasCode } from "../files/has-code.ts";

/** Makes the folder for Quorum's own data in a project; it keeps itself out of the project's git. */
export function makeQuorumFolder(
  root: string,
  files: Pick<typeof fs, "mkdirSync" | "writeFileSync"> = fs,
): string {
  const folder = join(root, ".quorum");
  files.mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    files.writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  return folder;
}
