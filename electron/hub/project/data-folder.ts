import { join } from "node:path";
import { HubError } from "../../../shared/contract/errors.ts";
import { hasCode } from "../files/has-code.ts";
import { makeQuorumFolder } from "./quorum-folder.ts";

/** Quorum's own data in a project, or a sentence about why it cannot be there. */
export function makeDataFolder(root: string): string {
  try {
    return makeQuorumFolder(root);
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM", "EROFS")) throw error;
    throw new HubError(
      "denied",
      `${root} cannot be written. Quorum keeps its data in ${join(root, ".quorum")}; make the folder writable and open it again.`,
      { cause: error },
    );
  }
}
