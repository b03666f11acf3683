import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { AgentId } from "../../../shared/contract/agents.ts";
import { projectId } from "../../../electron/hub/runtimes/docker/containers/labels.ts";
import {
  ownContainers,
  removeContainer,
} from "../../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { removeAll, withContainers, type BenchEngine } from "../../support/bench-engine.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { shareOfProcessor } from "../../support/processor-time.ts";
import { limitRow, ratioRow, type Row } from "../../support/report.ts";
import { median } from "../../support/statistics.ts";
import { prepareAgents, TWELVE_AGENTS } from "../../support/twelve-agents.ts";
import { containerDeaths } from "./container-deaths.ts";

/** After a start the session hosts and the engine have their own to do for a while. */
const SETTLE_MS = 5000;
const REST_MS = 20_000;

/** What is run to compare starts: a program that does nothing, so that only what is around it counts. */
const PROGRAM = { command: "sleep", args: ["infinity"] };

/** Twelve agents: how long until all are up, what they cost while they rest and are looked at, and how their deaths show. */
export async function containerTeam(engine: BenchEngine, rounds: number, deaths: number): Promise<Row[]> {
  const team = (program: unknown): Readonly<Record<string, object>> =>
    Object.fromEntries(
      TWELVE_AGENTS.map((agent) => [agent, { program, runtime: "docker", network: "none" }]),
    );
  const started = async (server: BenchServer): Promise<Row[]> => [await starts(engine, server, rounds)];
  const rested = async (server: BenchServer): Promise<Row[]> => {
    await startAll(server);
    return [...(await costs(server)), await containerDeaths(engine, server, deaths)];
  };
  return [
    ...(await withContainers(engine, team(PROGRAM), started, prepareAgents)),
    ...(await withContainers(engine, team("scripted"), rested, prepareAgents)),
  ];
}

async function startAll(server: BenchServer): Promise<void> {
  await Promise.all(TWELVE_AGENTS.map((agent) => server.start(agent)));
}

async function starts(engine: BenchEngine, server: BenchServer, rounds: number): Promise<Row> {
  const bare: number[] = [];
  const ours: number[] = [];
  // The first round fills the caches.
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 0) await endAll(engine, server);
    const began = performance.now();
    await startAll(server);
    const took = performance.now() - began;
    if (round > 0) ours.push(took);
    const specs = await bareSpecs(engine, server);
    await endAll(engine, server);
    const plain = await bareStarts(engine.docker, specs);
    if (round > 0) bare.push(plain);
  }
  const ratios = ours.map((took, round) => took / (bare[round] ?? 0));
  return ratioRow(
    `12 agents started together (limit of starting set to 12) that run \`sleep\`, all linked (p50 ${median(ours).toFixed(0)} ms; ${rounds} rounds, ${ratios.map((ratio) => ratio.toFixed(2)).join(", ")})`,
    median(ratios),
    { atMost: 1.5 },
    `12 creates and starts through the API of the same containers with nothing but \`sleep\` (p50 ${median(bare).toFixed(0)} ms)`,
  );
}

async function endAll({ docker }: BenchEngine, server: BenchServer): Promise<void> {
  await server.stopAgents();
  await removeAll(docker, server);
}

/** The agents' containers as they were asked for, with a program that does nothing. */
async function bareSpecs(
  { docker }: BenchEngine,
  server: BenchServer,
): Promise<readonly Docker.ContainerCreateOptions[]> {
  const own = await ownContainers(docker, projectId(server.project));
  return Promise.all(
    own.map(async ({ id }) => {
      const { Config, HostConfig } = await docker.getContainer(id).inspect();
      const { Image, User, Env, WorkingDir } = Config;
      return { Image, User, Env, WorkingDir, HostConfig, Cmd: [PROGRAM.command, ...PROGRAM.args] };
    }),
  );
}

async function bareStarts(docker: Docker, specs: readonly Docker.ContainerCreateOptions[]): Promise<number> {
  const run = randomUUID().slice(0, 8);
  const began = performance.now();
  const made = await Promise.all(
    specs.map(async (spec, index) => {
      const container = await docker.createContainer({ ...spec, name: `quorum-bench-${run}-${index}` });
      await container.start();
      return container.id;
    }),
  );
  const took = performance.now() - began;
  await Promise.all(made.map((id) => removeContainer(docker, id)));
  return took;
}

async function costs(server: BenchServer): Promise<Row[]> {
  await delay(SETTLE_MS);
  const idle = await shareOfProcessor(server.pid, REST_MS);
  const end = new AbortController();
  const samples = { count: 0 };
  const streams = TWELVE_AGENTS.map((agent) => follow(server, agent, end.signal, () => (samples.count += 1)));
  await delay(SETTLE_MS);
  samples.count = 0;
  const watched = await shareOfProcessor(server.pid, REST_MS);
  const perSecond = samples.count / (REST_MS / 1000);
  end.abort();
  await Promise.all(streams);
  const percent = (share: number): number => share * 100;
  return [
    limitRow("12 idle agents in containers cost the hub, of a core", percent(idle), 1, "%"),
    limitRow(
      `statistics of 12 visible agents, of a core (${perSecond.toFixed(1)} a second)`,
      percent(watched - idle),
      1,
      "%",
      `in all ${percent(watched).toFixed(2)} %`,
    ),
  ];
}

/** Reads what an agent's container uses, as the window does for one that it shows. */
async function follow(
  server: BenchServer,
  agent: string,
  signal: AbortSignal,
  onSample: () => void,
): Promise<void> {
  try {
    const samples = await server.client.containers.stats({ agent: AgentId.parse(agent) }, { signal });
    for await (const _sample of samples) onSample();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
