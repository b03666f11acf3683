import type { ScriptedModel } from "../../../e2e/rigs/messages-api/scripted-model.ts";
import { toolNames } from "../../../e2e/rigs/messages-api/model-request.ts";
import { LISTED_SERVERS } from "../../../electron/agentd/mcp/listed-servers.ts";
import type { SeededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { isUp } from "../../../shared/contract/agent-actions.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { claimRow, type Row } from "../../support/report.ts";
import { messageName, putMessage } from "../../support/twelve-agents.ts";

/** The one that every project has. */
export const STARTED_AGENT = "claude";
export const STARTED_ARGS: readonly string[] = ["--permission-mode", "default"];
/** Without a request by then there will be none. */
const REQUEST_MS = 45_000;

/** All that a program which has connected every server is to offer its model. */
const WANTED = Object.entries(LISTED_SERVERS).flatMap(([server, { tools }]) =>
  tools.map(({ name }) => `mcp__${server}__${name}`),
);

export interface OftenStarted {
  readonly server: BenchServer;
  readonly model: ScriptedModel;
  readonly samples: number;
  readonly random: SeededRandom;
  /** The hub dies at any moment of it. */
  readonly killWithinMs: number;
}

/** What is claimed of Claude Code's starts. */
export function startsClaim(where: string, killWithinMs: number): string {
  return `Claude Code is started ${where} and the hub killed within ${killWithinMs / 1000} s of it: its first request lists all ${WANTED.length} tools of ${Object.keys(LISTED_SERVERS).length} servers`;
}

/** Starts the agent again and again, and looks at the first request of each. */
export async function startOften(what: string, often: OftenStarted): Promise<Row> {
  const { server, model, samples, random, killWithinMs } = often;
  const faults: string[] = [];
  for (let number = 0; number < samples; number += 1) {
    const before = model.turns.length;
    // What waits in its inbox is entered as soon as its prompt is there: its first request comes as early as it can.
    putMessage(server.project, STARTED_AGENT, messageName(number));
    await startUnderFire(server, random.below(killWithinMs));
    const isThere = await within(model.untilTurn(before + 1));
    const first = model.turns[before];
    const names = new Set(first === undefined ? [] : toolNames(first));
    const missing = WANTED.filter((name) => !names.has(name));
    if (!isThere) faults.push(`start ${number}: no request`);
    else if (missing.length > 0)
      faults.push(`start ${number}: ${missing.length} missing: ${missing.slice(0, 3).join(", ")} …`);
    await server.stopAgents();
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return claimRow(what, faults.length === 0, `${samples - faults.length} of ${samples}`);
}

/** Asks for a start, kills the hub that long after, and has the next one start what the first one did not. */
async function startUnderFire(server: BenchServer, killAfterMs: number): Promise<void> {
  const started = server.start(STARTED_AGENT).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, killAfterMs));
  await server.kill();
  await Promise.all([started, server.boot()]);
  for await (const change of await server.client.agents.changes()) {
    const all = change.kind === "snapshot" ? change.agents : [change.agent];
    const agent = all.find(({ id }) => id === STARTED_AGENT);
    if (agent === undefined || agent.state.kind === "starting") continue;
    if (!isUp(agent.state)) await server.start(STARTED_AGENT);
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
