import { realpathSync } from "node:fs";
import { join } from "node:path";
import { makeContainerPlace, scriptedEnvironment } from "../../../e2e/rigs/claude-code/place.ts";
import { letContainersIn } from "../../../e2e/rigs/containers/let-containers-in.ts";
import { LoopbackDoors } from "../../../e2e/rigs/containers/loopback-doors.ts";
import { MessagesApi } from "../../../e2e/rigs/messages-api/messages-api.ts";
import { says } from "../../../e2e/rigs/messages-api/turn.ts";
import { DockerEngine } from "../../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../../electron/hub/runtimes/docker/engine/surroundings.ts";
import { seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { openBenchEngine, withContainers, type BenchEngine } from "../../support/bench-engine.ts";
import { notMeasuredRow, type Row } from "../../support/report.ts";
import { prepareAgents } from "../../support/twelve-agents.ts";
import { STARTED_AGENT, STARTED_ARGS, startOften, startsClaim } from "./start-often.ts";

/** Where the project lies in containers. */
const PLACE = "/project";
/** Its container comes first. */
const KILL_WITHIN_MS = 3000;

/** The same in containers without a network: the model is behind a door that nothing but the test opens. */
export async function containedStarts(samples: number, seed: number): Promise<Row[]> {
  const what = startsClaim("in a container with the network none", KILL_WITHIN_MS);
  const engine = await openBenchEngine();
  if ("reason" in engine) return [notMeasuredRow(what, engine.reason)];
  try {
    return [await startsOf(engine, what, samples, seed)];
  } finally {
    await engine.close();
  }
}

async function startsOf(bench: BenchEngine, what: string, samples: number, seed: number): Promise<Row> {
  const api = await MessagesApi.start();
  const model = api.model();
  model.otherwise = () => says("I have seen it.");
  const program = { command: "claude", args: STARTED_ARGS, env: scriptedEnvironment(model.url) };
  const agents = { [STARTED_AGENT]: { program, runtime: "docker", network: "none" } };
  const here = surroundingsHere();
  const engine = new DockerEngine(() => ({
    ...here,
    environment: { ...here.environment, ...bench.environment },
  }));
  try {
    return await withContainers(
      bench,
      agents,
      async (server) => {
        const project = realpathSync(server.project);
        const doors = new LoopbackDoors(project);
        await doors.open(Number(new URL(model.url).port));
        await makeContainerPlace(join(project, ".claude", "users", STARTED_AGENT, "container"), PLACE, {});
        const leave = await letContainersIn(engine, project, doors);
        try {
          const random = seededRandom(seed);
          return await startOften(what, { server, model, samples, random, killWithinMs: KILL_WITHIN_MS });
        } finally {
          await leave();
          await doors.close();
        }
      },
      prepareAgents,
    );
  } finally {
    engine.dispose();
    await api.close();
  }
}
