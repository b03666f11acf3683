import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { createContractServer } from "../hub/api/contract-server.ts";
import { keptToken } from "../hub/config/kept-token.ts";
import { UserTokens } from "../hub/config/user-tokens.ts";
import { serveHttp, type HttpServer } from "../hub/api/serve-http.ts";
import { serveUsually } from "../hub/api/serve-usually.ts";
import { createHost, type Host } from "../hub/host/host.ts";
import type { HostAssets } from "../hub/host/host-assets.ts";
import type { Logger } from "../hub/log/logger.ts";
import { openLogFile } from "../hub/log/log-file.ts";
import { userFolder } from "../hub/config/user-folder.ts";

const PackageFile = z.object({ version: z.string() });

export interface ServeOptions {
  /** The project to open. */
  readonly project?: string;
  /** An asked-for port has to be free; otherwise any will do. */
  readonly port?: number;
  /** Opens the sample project, in this folder or in its usual place. */
  readonly sample?: string | true;
}

export interface ServerLayout {
  readonly version: string;
  readonly assets: HostAssets;
  readonly pageFolder: string;
}

/** Where everything lies when this file has been built into `out/server` or `out/cli`. */
function builtLayout(builtFolder: string): ServerLayout {
  const out = resolve(builtFolder, "..");
  const root = resolve(out, "..");
  return {
    version: PackageFile.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).version,
    pageFolder: join(out, "renderer"),
    assets: {
      node: nodeIn(root),
      agentd: join(out, "agentd", "agentd.js"),
      qms: join(out, "cli", "qms.js"),
      qmsWorker: join(out, "workers", "qms.js"),
      projectReader: join(out, "workers", "project-reader.js"),
      activityReader: join(out, "workers", "activity-reader.js"),
      deskReader: join(out, "workers", "desk-reader.js"),
      scriptedAgent: join(root, "assets", "scripted-agent", "agent.mjs"),
      sample: join(root, "assets", "sample"),
      qmsSeed: join(root, "assets", "qms"),
      image: join(root, "docker"),
    },
  };
}

/** The Node that Quorum is built for, where it was installed along; else the one that runs this. */
function nodeIn(root: string): string {
  const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(node) ? node : process.execPath;
}

/** Serves a hub and its window to browsers on this machine until the process is told to end. Agents run on. */
export async function serve(options: ServeOptions, layout = builtLayout(import.meta.dirname)): Promise<void> {
  const folder = userFolder();
  const log = openLogFile(folder, "server");
  const host = await createHost({ version: layout.version, userFolder: folder, assets: layout.assets, log });
  try {
    // Before it listens: a page that comes back finds its project, and not for a moment none.
    await openWhatIsAsked(host, options);
    await serveUntilToldToEnd(host, {
      layout,
      token: await keptToken(folder),
      userTokens: new UserTokens(folder),
      log,
      port: options.port,
    });
  } finally {
    await host.close();
  }
}

interface DoorOptions {
  readonly layout: ServerLayout;
  readonly token: string;
  readonly userTokens: UserTokens;
  readonly log: Logger;
  readonly port: number | undefined;
}

async function serveUntilToldToEnd(
  host: Host,
  { layout, token, userTokens, log, port }: DoorOptions,
): Promise<void> {
  const http = await listen(host, { ...layout, token, userTokens, log, port });
  try {
    await host.reachableAt({ url: http.url, token });
    process.stdout.write(`Quorum is at ${http.url}/#token=${token}\n`);
    await untilToldToEnd();
    // The project first: whoever joined its hub takes over when the socket closes, and must find it free.
    await host.close();
  } finally {
    await http.close();
  }
}

async function openWhatIsAsked(host: Host, { sample, project }: ServeOptions): Promise<void> {
  if (sample === true) await host.openSample();
  else if (sample !== undefined) await host.createSample(sample);
  else if (project !== undefined) await host.openProject(project);
  else await host.openLast();
}

interface ListenOptions extends ServerLayout {
  readonly token: string;
  readonly userTokens: UserTokens;
  readonly port: number | undefined;
  readonly log: Logger;
}

async function listen(
  host: Host,
  { token, userTokens, port, pageFolder, log }: ListenOptions,
): Promise<HttpServer> {
  const contract = createContractServer(host);
  const options = { contract, token, userTokens, pageFolder, log: log.child("http") };
  return port === undefined ? serveUsually(host, options) : serveHttp(host, { ...options, port });
}

function untilToldToEnd(): Promise<void> {
  return new Promise((done) => {
    // For good, and not once: an impatient second Ctrl+C must not cut off the closing.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => done());
  });
}
