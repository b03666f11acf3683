import { spawn } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** So many lines of npm's own words are shown when it fails: what is wrong stands first, or where it gave up, last. */
const FIRST_LINES = 8;
const LAST_LINES = 20;

/**
 * @typedef {{ readonly version?: string, readonly optional?: boolean, readonly devOptional?: boolean }} LockedPackage
 * @typedef {{ readonly packages?: Readonly<Record<string, LockedPackage>> }} Lock
 */

/**
 * Runs npm where node_modules is not what package-lock.json says; quick where it is.
 * @param {string} root the project's folder
 */
export async function installPackages(root) {
  if (await isInstalled(root)) return;
  console.log("Installing packages. This takes a minute the first time.");
  await runNpm(root, [installCommand(root), "--no-audit", "--no-fund", "--loglevel=error"]);
  if (!(await isInstalled(root)))
    throw new Error("npm ended well, but node_modules is not what package-lock.json says.");
}

/**
 * npm keeps what it installed in a lock file of its own inside node_modules, written last.
 * @param {string} root
 */
async function isInstalled(root) {
  const [wanted, installed, node] = await Promise.all([
    readLock(join(root, "package-lock.json")),
    readLock(join(root, "node_modules/.package-lock.json")),
    stat(join(root, "node_modules/node/bin")).catch(() => undefined),
  ]);
  if (!wanted)
    throw new Error("package-lock.json is missing or cannot be read: is this a whole copy of Quorum?");
  if (!installed || !node) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = installed[path];
    // What is for other platforms is not installed.
    if (!found) return path === "" || optional === true || devOptional === true;
    return found.version === version;
  });
}

/** @param {string} file */
async function readLock(file) {
  try {
    /** @type {Lock} */
    const lock = JSON.parse(await readFile(file, "utf8"));
    return lock.packages;
  } catch {
    return undefined;
  }
}

/**
 * Windows does not let a running program's file be replaced, and ours may be the Node in node_modules: `npm ci` would
 * begin with deleting it.
 * @param {string} root
 */
function installCommand(root) {
  const isOwnNode = process.execPath.startsWith(join(root, "node_modules"));
  return process.platform === "win32" && isOwnNode ? "install" : "ci";
}

/**
 * Runs npm, quietly unless it fails.
 * @param {string} root the folder to run it in
 * @param {readonly string[]} values
 */
export async function runNpm(root, values) {
  // npm names itself to the scripts that it runs; on Windows its command is a script that only a shell can start.
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const options = { cwd: root, env: environment() };
  const child = npm?.endsWith("js")
    ? spawn(node, [npm, ...values], options)
    : spawn("npm", [...values], { ...options, shell: process.platform === "win32" });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  const stop = () => child.kill();
  process.once("SIGTERM", stop);
  const code = await new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.on("close", resolve);
  });
  process.off("SIGTERM", stop);
  if (code === 0) return;
  throw new Error(
    `${excerpt(output)}\nThe packages could not be installed: npm ${values[0]} ended with ${code}.`,
  );
}

/** Without what an outer npm says about itself: `npm start --silent` must not change how packages are installed. */
function environment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_loglevel|lifecycle|package)/i.test(name)),
  );
}

/** @param {string} output */
function excerpt(output) {
  const lines = output.trimEnd().split("\n");
  if (lines.length <= FIRST_LINES + LAST_LINES) return lines.join("\n");
  return [...lines.slice(0, FIRST_LINES), "…", ...lines.slice(-LAST_LINES)].join("\n");
}
