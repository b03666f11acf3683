import { execFile } from "node:child_process";
import { access, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { filesOfArchive } from "./archive.ts";
import { wrongFuses } from "./fuses.ts";

const execute = promisify(execFile);

export interface PackageReport {
  readonly lines: readonly string[];
  /** What is not as it must be; empty when the package is good. */
  readonly faults: readonly string[];
}

/** The whole app unpacked, with Electron's own 250 MB or so, and a margin. More means that something slipped in. */
const MAX_MEGABYTES = 480;
const PTY_TIMEOUT_MS = 20_000;

/** Looks into an unpacked app: what the archive holds, what lies beside it, whether it works, and its size. */
export async function checkPackage(folder: string): Promise<PackageReport> {
  const { resources, binary } = await layoutOf(folder);
  const archived = await filesOfArchive(join(resources, "app.asar"));
  const node = join(resources, "node", process.platform === "win32" ? "node.exe" : "node");
  const megabytes = (await sizeOf(folder)) / 1_000_000;
  const nodeVersion = await execute(node, ["--version"]).then(({ stdout }) => stdout.trim(), String);
  const pty = await runInPty(node, join(resources, "agentd"));
  const qms = await runQms(node, join(resources, "cli", "qms.js"));
  const beside = await Promise.all(
    [
      "agentd/agentd.js",
      "agentd/hook.js",
      "agentd/attach.js",
      "agentd/mcp.js",
      "agentd/mcp-parts/serve-calls.mjs",
      "agentd/frozen.cjs",
      "agentd/node_modules/node-pty/package.json",
      "cli/qms.js",
      "workers/project-reader.js",
      "workers/activity-reader.js",
      "workers/desk-reader.js",
      "scripted-agent/agent.mjs",
      // Folders whose names begin with a dot, which packagers like to leave out.
      "sample/.claude/agents/qa.md",
      "sample/QMS/.meta/CR/CR-001.json",
      "qms/sops/SOP-001.md",
      "image/Dockerfile",
      "image/bin/qms",
    ].map(async (path) => ({ path, isThere: await exists(join(resources, path)) })),
  );
  const strangers = archived.filter(
    (path) => !/^(?:package\.json|out\/(?:main|preload|renderer)\/.+)$/.test(path),
  );
  const missing = [
    "out/main/main.js",
    "out/preload/preload.cjs",
    "out/renderer/index.html",
    "package.json",
  ].filter((path) => !archived.includes(path));
  const maps = [...archived, ...(await readdir(resources, { recursive: true }))].filter((path) =>
    path.endsWith(".map"),
  );
  return {
    lines: [
      `app.asar: ${archived.length} files`,
      `beside it: ${beside.map(({ path }) => path).join(", ")}, node ${nodeVersion}`,
      `size: ${megabytes.toFixed(0)} MB`,
    ],
    faults: [
      ...strangers.map((path) => `${path} does not belong into app.asar`),
      ...missing.map((path) => `${path} is missing in app.asar`),
      ...beside.filter(({ isThere }) => !isThere).map(({ path }) => `${path} is missing beside app.asar`),
      ...maps.map((path) => `${path} is a source map`),
      ...(nodeVersion.startsWith("v24.") ? [] : [`the shipped node is ${nodeVersion}`]),
      ...(pty === "it works" ? [] : [`node-pty does not run under the shipped node: ${pty}`]),
      ...(qms === "it works" ? [] : [`qms does not run under the shipped node: ${qms}`]),
      ...(await wrongFuses(binary)),
      ...(megabytes > MAX_MEGABYTES ? [`${megabytes.toFixed(0)} MB is more than ${MAX_MEGABYTES} MB`] : []),
    ],
  };
}

async function layoutOf(folder: string): Promise<{ readonly resources: string; readonly binary: string }> {
  if (process.platform === "darwin") {
    const contents = join(folder, "Quorum.app", "Contents");
    const framework = join(contents, "Frameworks", "Electron Framework.framework", "Electron Framework");
    return { resources: join(contents, "Resources"), binary: framework };
  }
  const binary = join(folder, process.platform === "win32" ? "Quorum.exe" : "quorum");
  return { resources: join(folder, "resources"), binary };
}

/** Loads node-pty as the session host does, from its folder, and runs a program in a terminal. */
async function runInPty(node: string, folder: string): Promise<string> {
  const script = `
    const pty = require("node-pty").spawn(process.execPath, ["-p", "'it' + ' works'"], { cols: 80, rows: 24 });
    pty.onData((data) => process.stdout.write(data));
    pty.onExit(({ exitCode }) => process.exit(exitCode));`;
  return execute(node, ["-e", script], { cwd: folder, timeout: PTY_TIMEOUT_MS }).then(
    ({ stdout }) => (stdout.includes("it works") ? "it works" : stdout),
    String,
  );
}

/** Starts the command as agents do: its parts must be there, and it must have nothing to say about how it is loaded. */
async function runQms(node: string, file: string): Promise<string> {
  return execute(node, [file, "--help"]).then(
    ({ stdout, stderr }) =>
      stdout.startsWith("usage: qms ") && stderr === "" ? "it works" : stdout + stderr,
    String,
  );
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
