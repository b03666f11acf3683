import { homedir } from "node:os";
import { join } from "node:path";

/** Where one person's settings and logs are kept, as each system wants it. */
export function userFolder(): string {
  const { QUORUM_USER_FOLDER, APPDATA, XDG_CONFIG_HOME } = process.env;
  if (QUORUM_USER_FOLDER !== undefined) return QUORUM_USER_FOLDER;
  if (process.platform === "win32") return join(APPDATA ?? join(homedir(), "AppData", "Roaming"), "Quorum");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "Quorum");
  return join(XDG_CONFIG_HOME ?? join(homedir(), ".config"), "quorum");
}
