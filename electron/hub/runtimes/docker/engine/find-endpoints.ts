import { createHash } from "node:crypto";
import { posix, win32 } from "node:path";
import { z } from "zod";
import type { EngineCertificates, EngineEndpoint } from "./engine-endpoint.ts";

/** What finding an engine depends on, so that each system's way can be tested on any. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The user's number, where users have one. */
  readonly uid: number | undefined;
  /** A file's text, where it is there and can be read. */
  readonly read: (file: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  /** What lies in a folder, by name; nothing where it cannot be read. */
  readonly list: (folder: string) => readonly string[];
}

const DEFAULT_CONTEXT = "default";
const PIPE = "//./pipe/docker_engine";
const SOCKET = "/var/run/docker.sock";

const ConfigFile = z.object({ currentContext: z.string().optional() });
const ContextFile = z.object({
  Endpoints: z.object({
    docker: z.object({ Host: z.string().min(1), SkipTLSVerify: z.boolean().optional() }),
  }),
});

/**
 * Where an engine may be, the likeliest first. What the `docker` command would use is used: a host or a context that is
 * named, and nothing else then. Where nothing is named, it is looked for in all the places where engines listen.
 */
export function findEndpoints(surroundings: Surroundings): readonly EngineEndpoint[] {
  const { environment } = surroundings;
  const host = environment["DOCKER_HOST"];
  if (isSaid(host)) return [endpointOf(host, certificatesOf(surroundings), surroundings.platform)];
  const context = contextOf(surroundings);
  if (context !== DEFAULT_CONTEXT) return [endpointOfContext(context, surroundings)];
  return usualPlaces(surroundings).map((path) => ({ kind: "socket", path }));
}

/** Every socket at which an engine may listen here, whether or not it is the one to be used, or there. */
export function engineSockets(surroundings: Surroundings): readonly string[] {
  const { environment, platform, list, read } = surroundings;
  const { join } = pathsOf(surroundings);
  const contexts = join(configFolder(surroundings), "contexts", "meta");
  const hosts = [
    environment["DOCKER_HOST"],
    ...list(contexts).map(
      (id) => parsed(read(join(contexts, id, "meta.json")), ContextFile)?.Endpoints.docker.Host,
    ),
  ];
  const named = hosts.filter(isSaid).map((host) => endpointOf(host, undefined, platform));
  return [
    ...knownPlaces(surroundings),
    ...named.flatMap((endpoint) => (endpoint.kind === "socket" ? [endpoint.path] : [])),
  ];
}

function isSaid(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== "";
}

function contextOf(surroundings: Surroundings): string {
  const { environment, read } = surroundings;
  const named = environment["DOCKER_CONTEXT"];
  if (isSaid(named)) return named;
  const text = read(pathsOf(surroundings).join(configFolder(surroundings), "config.json"));
  return parsed(text, ConfigFile)?.currentContext || DEFAULT_CONTEXT;
}

function endpointOfContext(context: string, surroundings: Surroundings): EngineEndpoint {
  const { join } = pathsOf(surroundings);
  const id = createHash("sha256").update(context).digest("hex");
  const contexts = join(configFolder(surroundings), "contexts");
  const meta = parsed(surroundings.read(join(contexts, "meta", id, "meta.json")), ContextFile);
  if (meta === undefined) {
    return {
      kind: "unusable",
      sentence: `The Docker context ${context} is not there. Choose another one with "docker context use".`,
    };
  }
  const files = join(contexts, "tls", id, "docker");
  return endpointOf(meta.Endpoints.docker.Host, certificatesIn(surroundings, files), surroundings.platform);
}

function endpointOf(
  host: string,
  certificates: EngineCertificates | undefined,
  platform: NodeJS.Platform,
): EngineEndpoint {
  const text = host.trim();
  if (text.startsWith("unix://")) return { kind: "socket", path: text.slice("unix://".length) || SOCKET };
  if (text.startsWith("npipe://")) return { kind: "socket", path: text.slice("npipe://".length) || PIPE };
  if (text.startsWith("ssh://")) {
    return {
      kind: "unusable",
      sentence:
        "Docker is set up for another machine over ssh. Agents need this machine's own engine, which sees the project: choose it with DOCKER_HOST or a context.",
    };
  }
  return tcpEndpoint(text, certificates, platform);
}

function tcpEndpoint(
  text: string,
  certificates: EngineCertificates | undefined,
  platform: NodeJS.Platform,
): EngineEndpoint {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text.replace(/^tcp:/i, "http:") : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    const example = platform === "win32" ? `npipe://${PIPE}` : `unix://${SOCKET}`;
    return {
      kind: "unusable",
      sentence: `DOCKER_HOST is not an engine's address: ${text}. It is one such as ${example}.`,
    };
  }
  const isSafe = url.protocol === "https:" || certificates !== undefined;
  const port = url.port === "" ? (isSafe ? 2376 : 2375) : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return { kind: "tcp", host, port, ...(certificates === undefined ? {} : { certificates }) };
}

/** The command takes certificates for a named host only where it is told to verify, or where they lie. */
function certificatesOf(surroundings: Surroundings): EngineCertificates | undefined {
  const { DOCKER_CERT_PATH, DOCKER_TLS_VERIFY, DOCKER_TLS } = surroundings.environment;
  if (!isSaid(DOCKER_TLS_VERIFY) && !isSaid(DOCKER_TLS) && !isSaid(DOCKER_CERT_PATH)) return undefined;
  return certificatesIn(
    surroundings,
    isSaid(DOCKER_CERT_PATH) ? DOCKER_CERT_PATH : configFolder(surroundings),
  );
}

function certificatesIn(surroundings: Surroundings, folder: string): EngineCertificates | undefined {
  const { join } = pathsOf(surroundings);
  const [ca, certificate, key] = ["ca.pem", "cert.pem", "key.pem"].map((name) =>
    surroundings.read(join(folder, name)),
  );
  return ca === undefined || certificate === undefined || key === undefined
    ? undefined
    : { ca, certificate, key };
}

/** The usual one is named even where it is not there: it is what one misses. */
function usualPlaces(surroundings: Surroundings): readonly string[] {
  const [usual, ...others] = knownPlaces(surroundings);
  return [...(usual === undefined ? [] : [usual]), ...others.filter(surroundings.exists)];
}

/** The sockets of Docker, Docker Desktop, Colima, OrbStack, Rancher Desktop, rootless Docker, and Podman. */
function knownPlaces(surroundings: Surroundings): readonly string[] {
  const { platform, home, uid, environment } = surroundings;
  if (platform === "win32")
    return [PIPE, "//./pipe/dockerDesktopLinuxEngine", "//./pipe/podman-machine-default"];
  const runtime = environment["XDG_RUNTIME_DIR"] ?? (uid === undefined ? undefined : `/run/user/${uid}`);
  const ofUser = runtime === undefined ? [] : [`${runtime}/docker.sock`, `${runtime}/podman/podman.sock`];
  return [
    SOCKET,
    ...ofUser.slice(0, 1),
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
    ...colimaFolders(surroundings).flatMap((folder) => colimaSockets(folder, surroundings)),
    `${home}/.orbstack/run/docker.sock`,
    `${home}/.rd/docker.sock`,
    ...ofUser.slice(1),
    "/run/podman/podman.sock",
    `${home}/.local/share/containers/podman/machine/podman.sock`,
  ];
}

/** Colima keeps its machines where it is told to, in its old folder, or where settings lie. */
function colimaFolders({ environment, home }: Surroundings): readonly string[] {
  const own = environment["COLIMA_HOME"];
  const settings = environment["XDG_CONFIG_HOME"];
  return [
    ...new Set([
      ...(isSaid(own) ? [own] : []),
      `${home}/.colima`,
      `${isSaid(settings) ? settings : `${home}/.config`}/colima`,
    ]),
  ];
}

/** Each of its profiles is a machine of its own; the default one comes first. */
function colimaSockets(folder: string, { list }: Surroundings): readonly string[] {
  const profiles = list(folder).filter((name) => name !== "default" && !/^[._]/.test(name));
  return [
    `${folder}/default/docker.sock`,
    `${folder}/docker.sock`,
    ...profiles.toSorted().map((profile) => `${folder}/${profile}/docker.sock`),
  ];
}

function configFolder(surroundings: Surroundings): string {
  const own = surroundings.environment["DOCKER_CONFIG"];
  return isSaid(own) ? own : pathsOf(surroundings).join(surroundings.home, ".docker");
}

function pathsOf({ platform }: Surroundings): typeof posix {
  return platform === "win32" ? win32 : posix;
}

function parsed<T>(text: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
