import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "./install-packages.mjs";
import { runInForeground } from "./run-in-foreground.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Installs what is missing, then runs a script of this project on the Node that was installed, with our own arguments.
 * @param {string} script from the project's root
 * @returns {Promise<number>} its exit code
 */
export async function bootstrap(script) {
  try {
    await installPackages(root);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  return runInForeground(installedNode(), [join(root, script), ...process.argv.slice(2)]);
}

/** The Node binary that npm installed: the major that Quorum is built for. */
function installedNode() {
  return join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
}
