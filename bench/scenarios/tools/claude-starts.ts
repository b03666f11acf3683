import { realpathSync } from "node:fs";
import { findClaudeCode } from "../../../e2e/rigs/claude-code/find-claude-code.ts";
import { environmentOf, makeContainerPlace, makePlace } from "../../../e2e/rigs/claude-code/place.ts";
import { MessagesApi } from "../../../e2e/rigs/messages-api/messages-api.ts";
import { says } from "../../../e2e/rigs/messages-api/turn.ts";
import { seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { BenchServer } from "../../support/bench-server.ts";
import { notMeasuredRow, type Row } from "../../support/report.ts";
import { prepareAgents } from "../../support/twelve-agents.ts";
import { STARTED_AGENT, STARTED_ARGS, startOften, startsClaim } from "./start-often.ts";

/** From the call that starts it, a Claude Code asks its model well within this. */
const KILL_WITHIN_MS = 2000;

/** The real Claude Code, each start with the hub killed at a random moment of it: what its first request offers the model. */
export async function claudeStarts(samples: number, seed: number): Promise<Row[]> {
  const found = findClaudeCode();
  const what = startsClaim("on this machine", KILL_WITHIN_MS);
  if (found === undefined) return [notMeasuredRow(what, "Claude Code is not installed")];
  const place = await makePlace();
  const api = await MessagesApi.start();
  const model = api.model();
  model.otherwise = () => says("I have seen it.");
  const program = { command: found.binary, args: STARTED_ARGS, env: environmentOf(place, model.url) };
  const server = await BenchServer.create(
    {},
    { agents: { [STARTED_AGENT]: { program } }, prepare: prepareAgents },
  );
  try {
    await makeContainerPlace(place.config, realpathSync(server.project), {});
    const random = seededRandom(seed);
    return [await startOften(what, { server, model, samples, random, killWithinMs: KILL_WITHIN_MS })];
  } finally {
    await server.dispose();
    await api.close();
    await place.remove();
  }
}
