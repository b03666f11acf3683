import { access, statfs } from "node:fs/promises";
import { userInfo } from "node:os";
import type Docker from "dockerode";
import { z } from "zod";
import type { EngineState } from "../../../../../shared/contract/containers.ts";
import { hasCode } from "../../../files/has-code.ts";
import { endpointText, type EngineEndpoint } from "./engine-endpoint.ts";
import type { Surroundings } from "./find-endpoints.ts";
import { PRUNE_COMMAND } from "./engine-problem.ts";
import { openEngine } from "./open-engine.ts";

/** An engine that is there answers within milliseconds; Docker Desktop accepts connections while it comes up. */
const ANSWER_MS = 5000;
/** With less than this left the next image or container fails. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024;
/** The first engine whose API has all that is used here came with Docker 20.10. */
const LEAST_API = [1, 41] as const;

const Info = z.object({
  ServerVersion: z.string(),
  OSType: z.string().default("linux"),
  NCPU: z.number().default(1),
  DockerRootDir: z.string().default(""),
  SecurityOptions: z.array(z.string()).nullish(),
  OperatingSystem: z.string().default(""),
});

const Version = z.object({
  ApiVersion: z.string(),
  Components: z.array(z.object({ Name: z.string() })).nullish(),
});

/** An engine that can be used, with what containers depend on. */
export interface FoundEngine {
  readonly docker: Docker;
  readonly endpoint: EngineEndpoint;
  readonly version: string;
  readonly processors: number;
  /** Its containers' root is the person here, and its other users are nobody's. */
  readonly isRootless: boolean;
  /** Whether an event tells that a container had no memory left; Podman says so only when it is asked. */
  readonly tellsOutOfMemory: boolean;
}

/** What came of looking for an engine. */
export interface Probe {
  readonly state: EngineState;
  readonly engine?: FoundEngine;
}

/** Looks for an engine that answers, at one endpoint after the other; the first one's trouble is told where none does. */
export async function probeEngines(
  endpoints: readonly EngineEndpoint[],
  surroundings: Surroundings,
): Promise<Probe> {
  let trouble: Probe | undefined;
  for (const endpoint of endpoints) {
    const probe = await probeEngine(endpoint, surroundings);
    if (probe.engine !== undefined) return probe;
    // One that is there and says no is more than one that is not there.
    if (trouble === undefined || trouble.state.kind === "missing") trouble = probe;
  }
  return trouble ?? { state: missing(surroundings) };
}

async function probeEngine(endpoint: EngineEndpoint, surroundings: Surroundings): Promise<Probe> {
  if (endpoint.kind === "unusable") return { state: { kind: "not-running", sentence: endpoint.sentence } };
  try {
    // What is not there is known without a client, which takes a while to load. Pipes of Windows are no files.
    if (endpoint.kind === "socket" && process.platform !== "win32") await access(endpoint.path);
    const docker = await openEngine(endpoint);
    const [info, api] = await answered(Promise.all([docker.info(), docker.version()]));
    return await found(docker, endpoint, Info.parse(info), Version.parse(api));
  } catch (error) {
    return { state: troubleOf(error, endpoint, surroundings) };
  }
}

async function found(
  docker: Docker,
  endpoint: EngineEndpoint,
  info: z.infer<typeof Info>,
  { ApiVersion, Components }: z.infer<typeof Version>,
): Promise<Probe> {
  if (info.OSType !== "linux") {
    const sentence =
      "Docker runs Windows containers. Switch it to Linux containers, in the menu of its icon.";
    return { state: { kind: "not-running", sentence } };
  }
  if (isOlder(ApiVersion)) {
    const sentence = `Docker ${info.ServerVersion} is too old: agents need 20.10 or later. Update it, and look again.`;
    return { state: { kind: "not-running", sentence } };
  }
  const engine = {
    docker,
    endpoint,
    version: info.ServerVersion,
    processors: info.NCPU,
    isRootless: (info.SecurityOptions ?? []).some((option) => option.includes("name=rootless")),
    tellsOutOfMemory: !(Components ?? []).some(({ Name }) => Name.includes("Podman")),
  };
  const free = await freeBytes(info.DockerRootDir, endpoint);
  if (free !== undefined && free < LEAST_FREE_BYTES) {
    const sentence = `The disk that Docker keeps its data on is full: ${Math.floor(free / 1024 ** 2)} MB are left in ${info.DockerRootDir}. Free some space.`;
    return { state: { kind: "disk-full", sentence, command: PRUNE_COMMAND }, engine };
  }
  return { state: { kind: "ok", version: info.ServerVersion }, engine };
}

function isOlder(api: string): boolean {
  const [major = 0, minor = 0] = api.split(".").map(Number);
  return major === LEAST_API[0] ? minor < LEAST_API[1] : major < LEAST_API[0];
}

/** Known only where the engine's data lie on this machine. */
async function freeBytes(folder: string, endpoint: EngineEndpoint): Promise<number | undefined> {
  if (folder === "" || endpoint.kind !== "socket" || process.platform !== "linux") return undefined;
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    (error: unknown) => {
      if (hasCode(error, "ENOENT", "EACCES", "EPERM", "ENOTDIR")) return undefined;
      throw error;
    },
  );
}

class LateError extends Error {
  override readonly name = "LateError";
}

async function answered<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LateError("The engine does not answer.")), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function troubleOf(error: unknown, endpoint: EngineEndpoint, surroundings: Surroundings): EngineState {
  if (hasCode(error, "EACCES", "EPERM")) return denied(endpoint);
  const isAbsent = hasCode(error, "ENOENT");
  if (isAbsent && !isInstalled(surroundings)) return missing(surroundings);
  const place = endpointText(endpoint);
  if (error instanceof LateError)
    return {
      kind: "not-running",
      sentence: `Docker does not answer at ${place}. If it is just starting, wait; else restart it.`,
    };
  return notRunning(place, surroundings);
}

function denied(endpoint: EngineEndpoint): EngineState {
  const sentence = `You may not use Docker: ${endpointText(endpoint)} is not for you. Become a member of the group docker, and log in again.`;
  if (process.platform !== "linux") return { kind: "no-permission", sentence };
  return { kind: "no-permission", sentence, command: `sudo usermod -aG docker ${userInfo().username}` };
}

function notRunning(place: string, { platform }: Surroundings): EngineState {
  const what = `Docker is not running: nothing answers at ${place}.`;
  if (platform === "linux")
    return { kind: "not-running", sentence: `${what} Start it.`, command: "sudo systemctl start docker" };
  return {
    kind: "not-running",
    sentence: `${what} Start Docker Desktop.`,
    ...(platform === "darwin" ? { command: "open -a Docker" } : {}),
  };
}

function missing({ platform }: Surroundings): EngineState {
  const what = "Docker was not found on this machine.";
  const rest = "Agents that run natively need none.";
  if (platform !== "linux")
    return {
      kind: "missing",
      sentence: `${what} Install Docker Desktop from https://docs.docker.com/get-docker. ${rest}`,
    };
  return {
    kind: "missing",
    sentence: `${what} Install Docker, or Podman with its socket. ${rest}`,
    command: "sudo apt-get install docker.io",
  };
}

/** Whether the engine is there to be started. */
function isInstalled({ platform, environment, exists }: Surroundings): boolean {
  if (platform === "win32") {
    const folder = environment["ProgramFiles"] ?? "C:\\Program Files";
    return exists(`${folder}\\Docker\\Docker\\Docker Desktop.exe`);
  }
  if (platform === "darwin") return exists("/Applications/Docker.app");
  return ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/snap/bin"].some((folder) =>
    exists(`${folder}/dockerd`),
  );
}
