import { realpathSync } from "node:fs";
import { findClaudeCode } from "../../../e2e/rigs/claude-code/find-claude-code.ts";
import { environmentOf, makeContainerPlace, makePlace } from "../../../e2e/rigs/claude-code/place.ts";
import { MessagesApi } from "../../../e2e/rigs/messages-api/messages-api.ts";
import { toolNames } from "../../../e2e/rigs/messages-api/model-request.ts";
import type { ScriptedModel } from "../../../e2e/rigs/messages-api/scripted-model.ts";
import { says } from "../../../e2e/rigs/messages-api/turn.ts";
import { LISTED_SERVERS } from "../../../electron/agentd/mcp/listed-servers.ts";
import { seededRandom, type SeededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import { BenchServer } from "../../support/bench-server.ts";
import { claimRow, notMeasuredRow, type Row } from "../../support/report.ts";
import { messageName, prepareAgents, putMessage } from "../../support/twelve-agents.ts";

/** The one that every project has. */
const AGENT = "claude";
const ARGS = ["--permission-mode", "default"];
/** From the call that starts it, a Claude Code asks its model well within this; in it the hub dies at any moment. */
const KILL_WITHIN_MS = 2000;
/** Without a request by then there will be none. */
const REQUEST_MS = 45_000;

/** All that a program which has connected every server is to offer its model. */
const WANTED = Object.entries(LISTED_SERVERS).flatMap(([server, { tools }]) =>
  tools.map(({ name }) => `mcp__${server}__${name}`),
);

/** The real Claude Code, each start with the hub killed at a random moment of it: what its first request offers the model. */
export async function claudeStarts(samples: number, seed: number): Promise<Row[]> {
  const found = findClaudeCode();
  const what = `Claude Code is started and the hub killed within ${KILL_WITHIN_MS / 1000} s of it: its first request lists all ${WANTED.length} tools of ${Object.keys(LISTED_SERVERS).length} servers`;
  if (found === undefined) return [notMeasuredRow(what, "Claude Code is not installed")];
  const place = await makePlace();
  const api = await MessagesApi.start();
  const model = api.model();
  model.otherwise = () => says("I have seen it.");
  const program = { command: found.binary, args: ARGS, env: environmentOf(place, model.url) };
  const server = await BenchServer.create({}, { agents: { [AGENT]: { program } }, prepare: prepareAgents });
  try {
    await makeContainerPlace(place.config, realpathSync(server.project), {});
    return [await startOften({ server, model, what, samples, random: seededRandom(seed) })];
  } finally {
    await server.dispose();
    await api.close();
    await place.remove();
  }
}

export interface OftenStarted {
  readonly server: BenchServer;
  readonly model: ScriptedModel;
  readonly what: string;
  readonly samples: number;
  readonly random: SeededRandom;
}

/** Starts the agent again and again, and looks at the first request of each. */
async function startOften({ server, model, what, samples, random }: OftenStarted): Promise<Row> {
  const faults: string[] = [];
  for (let number = 0; number < samples; number += 1) {
    const before = model.turns.length;
    // What waits in its inbox is entered as soon as its prompt is there: its first request comes as early as it can.
    putMessage(server.project, AGENT, messageName(number));
    await startUnderFire(server, random.below(KILL_WITHIN_MS));
    const isThere = await within(model.untilTurn(before + 1));
    const first = model.turns[before];
    const names = new Set(first === undefined ? [] : toolNames(first));
    const missing = WANTED.filter((name) => !names.has(name));
    if (!isThere) faults.push("no request");
    else if (missing.length > 0)
      faults.push(`${missing.length} missing: ${missing.slice(0, 3).join(", ")} …`);
    await server.stopAgents();
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return claimRow(what, faults.length === 0, `${samples - faults.length} of ${samples}`);
}

/** Asks for a start, kills the hub that long after, and has the next one start what the first one did not. */
async function startUnderFire(server: BenchServer, killAfterMs: number): Promise<void> {
  const started = server.start(AGENT).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, killAfterMs));
  await server.kill();
  await Promise.all([started, server.boot()]);
  for await (const change of await server.client.agents.changes()) {
    const all = change.kind === "snapshot" ? change.agents : [change.agent];
    const agent = all.find(({ id }) => id === AGENT);
    if (agent === undefined || agent.state.kind === "starting") continue;
    if (!isUp(agent.state)) await server.start(AGENT);
    return;
  }
}

async function within(work: Promise<unknown>): Promise<boolean> {
  const timer = Promise.withResolvers<boolean>();
  const timeout = setTimeout(() => timer.resolve(false), REQUEST_MS);
  try {
    return await Promise.race([work.then(() => true), timer.promise]);
  } finally {
    clearTimeout(timeout);
  }
}
