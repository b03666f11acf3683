import { join, resolve } from "node:path";
import { runInForeground } from "../setup/run-in-foreground.mjs";
import { findElectron } from "./find-electron.ts";
import { parseStartArguments, USAGE, type StartRequest } from "./start-arguments.ts";
import { whyNoDesktop, whyNoSandbox } from "./why-no-desktop.ts";
import { serverCommand } from "../server-command.ts";

// Builds what changed, then opens the desktop app; where Electron cannot start, serves the same window to a browser.
const root = resolve(import.meta.dirname, "../..");
/** An app that fails this soon lacks a library or a display that only looked like one: it never had a window. */
const STARTING_MS = 5000;

process.exitCode = await start(process.argv.slice(2));

async function start(values: readonly string[]): Promise<number> {
  const request = readRequest(values);
  if (request === undefined) return 2;
  if (request.isHelpAsked) {
    console.log(USAGE);
    return 0;
  }
  const built = await runInForeground(process.execPath, [join(root, "scripts/build.ts")]);
  if (built !== 0) return built;
  if (request.isServeAsked) return serve(request);

  const electron = await findUsableElectron();
  if ("reason" in electron) return serveInstead(request, electron.reason);
  const began = Date.now();
  const options = { env: electronEnvironment() };
  const code = await runInForeground(electron.binary, [root, ...passedOn(request)], options);
  const hasFailedToStart = code !== 0 && Date.now() - began < STARTING_MS;
  return hasFailedToStart ? serveInstead(request, `it ended at once with code ${code}`) : code;
}

function serveInstead(request: StartRequest, reason: string): Promise<number> {
  console.log(`The desktop app cannot start here: ${reason}. It is served to a browser instead.`);
  return serve(request);
}

function readRequest(values: readonly string[]): StartRequest | undefined {
  try {
    return parseStartArguments(values);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}

async function findUsableElectron(): Promise<{ readonly binary: string } | { readonly reason: string }> {
  // Before the download: there is no use in it where nothing could be shown.
  const noDesktop = whyNoDesktop(process.platform, process.env, process.getuid?.());
  if (noDesktop !== undefined) return { reason: noDesktop };
  const electron = await findElectron(root, () => console.log("Downloading Electron. This is done once."));
  if ("reason" in electron) return electron;
  const noSandbox = await whyNoSandbox(electron.folder);
  return noSandbox === undefined ? electron : { reason: noSandbox };
}

async function serve(request: StartRequest): Promise<number> {
  const port = request.port === undefined ? [] : ["--port", request.port];
  return runInForeground(process.execPath, [...serverCommand(root), ...passedOn(request), ...port]);
}

/** What both programs understand. npm runs us in our own folder, and tells where it was called. */
function passedOn({ project, sample }: StartRequest): readonly string[] {
  const folder = process.env["INIT_CWD"] ?? process.cwd();
  return [...(project === undefined ? [] : [resolve(folder, project)]), ...(sample ? ["--sample"] : [])];
}

/** An editor that is an Electron app itself may have set this, which would make Electron a plain Node. */
function electronEnvironment(): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  return environment;
}
