import type Dockerode from "dockerode";
import { DockerEngine } from "../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../electron/hub/runtimes/docker/engine/surroundings.ts";
import { runInForeground } from "../setup/run-in-foreground.mjs";
import { ensureBaseImage, hasImage } from "./docker/base-image.ts";
import { OwnEngine } from "./docker/own-engine.ts";
import { hasCommands, whyNoOwnEngine } from "./docker/own-engine-obstacle.ts";
import { wholeOutput } from "./docker/whole-output.ts";

/** Outside of the repository: it is large, and belongs to root. */
const OWN_FOLDER = "/var/cache/quorum-test-engine";
/** The base that the Dockerfile names. */
const USUAL_BASE = "node:24-bookworm-slim";

/** A container engine that the tests may use. */
export interface TestEngine {
  readonly kind: "engine";
  /** What tells the tests of it. */
  readonly env: Readonly<Record<string, string>>;
  /** Leaves it as it was found. */
  readonly stop: () => Promise<void>;
}

interface NoEngine {
  readonly kind: "none";
  readonly reason: string;
}

/**
 * Finds a container engine for the tests: the one that a person runs here, as it is; else one of our own, installed and
 * started where this machine lets us.
 */
export async function ensureDocker(): Promise<TestEngine | NoEngine> {
  const found = await engineAt(process.env);
  if (found.docker !== undefined) return withBase(found.docker);
  const obstacle = await whyNoOwnEngine();
  if (obstacle !== undefined) return { kind: "none", reason: `${found.trouble} ${obstacle}` };
  try {
    return await startOwn();
  } catch (error) {
    return { kind: "none", reason: error instanceof Error ? error.message : String(error) };
  }
}

async function engineAt(
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly docker?: Dockerode; readonly trouble: string }> {
  const engine = new DockerEngine(() => ({ ...surroundingsHere(), environment }));
  try {
    return { docker: (await engine.use()).docker, trouble: "" };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  } finally {
    engine.dispose();
  }
}

/** An engine that is not ours gets nothing but what a build would fetch into it. */
async function withBase(docker: Dockerode): Promise<TestEngine | NoEngine> {
  const named = process.env["QUORUM_IMAGE_BASE"];
  const base = named === undefined || named === "" ? USUAL_BASE : named;
  try {
    if (!(await hasImage(docker, base))) await wholeOutput(await docker.pull(base));
    return { kind: "engine", env: { QUORUM_TEST_BASE: base }, stop: () => Promise.resolve() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "none", reason: `the engine has no ${base} and cannot fetch it: ${reason}` };
  }
}

async function startOwn(): Promise<TestEngine> {
  if (!(await hasCommands("dockerd", "mmdebstrap"))) await install();
  const engine = new OwnEngine(OWN_FOLDER);
  await engine.start();
  try {
    const { docker, trouble } = await engineAt({ DOCKER_HOST: engine.host });
    if (docker === undefined) throw new Error(trouble);
    const base = await ensureBaseImage(docker);
    return {
      kind: "engine",
      env: { DOCKER_HOST: engine.host, QUORUM_IMAGE_BASE: base, QUORUM_TEST_BASE: base },
      stop: () => engine.stop(),
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function install(): Promise<void> {
  console.log("Installing a container engine for the tests.");
  const code = await runInForeground("sh", [
    "-c",
    "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends docker.io mmdebstrap",
  ]);
  if (code !== 0) throw new Error("Debian's packages of an engine could not be installed");
}
