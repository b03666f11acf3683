import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/client";
import type { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { BenchServer } from "../../support/bench-server.ts";
import { claimRow, limitRow, type Row } from "../../support/report.ts";
import { RestlessHub } from "../../support/restless-hub.ts";
import { quantile } from "../../support/statistics.ts";
import { callSocketOf, connectShim, prepareUsers } from "../../support/tool-agents.ts";

const AGENTS = ["ann", "bob", "cid", "dan"];
/** Calls of one agent that are under way at a time. */
const TOGETHER = 4;
/** One call of so many makes a document, the others write messages. */
const PER_DOCUMENT = 20;
/** A call waits for a hub for 10 s, and a little for its turn; whoever calls waits for a minute. */
const MOST_WAIT_MS = 30_000;
/** One program of so many calls is killed while it waits. */
const PER_DEATH = 150;

interface Outcome {
  readonly title: string;
  /** Whether the caller was told that it is done. */
  readonly isAnswered: boolean;
  /** How long it was until the caller was told anything. */
  readonly ms: number;
}

/** Calls that change something while the hub, its links and now and then the caller are killed: what is on the disk afterwards. */
export async function keptCalls(count: number, seed: number): Promise<Row[]> {
  const server = await BenchServer.create(Object.fromEntries(AGENTS.map((agent) => [agent, "cat"])), {
    prepare: (project) => prepareUsers(project, AGENTS),
  });
  const cache = mkdtempSync(join(tmpdir(), "quorum-bench-cache-"));
  const problems = new Map<string, number>();
  try {
    for (const agent of AGENTS) await server.start(agent);
    const hub = new RestlessHub(server, seededRandom(seed));
    let next = 0;
    const outcomes: Outcome[] = [];
    const work = async (agent: string): Promise<void> => {
      const socket = await callSocketOf(server, agent);
      while (next < count) {
        const { client, transport } = await connectShim(socket, "qms", cache);
        const lane = async (): Promise<void> => {
          for (let calls = 0; calls < PER_DEATH && next < count; calls += 1)
            outcomes.push(await change(client, agent, next++, problems));
        };
        const lanes = Array.from({ length: TOGETHER }, lane);
        // The first that is through takes the others along: nobody knows what became of their last calls.
        await Promise.race(lanes);
        if (next < count) killProgram(transport);
        await Promise.all(lanes);
        await client.close();
      }
    };
    await Promise.all(AGENTS.map(work));
    await hub.leaveInPeace();
    for (const [problem, times] of problems) process.stderr.write(`${times} times: ${problem}\n`);
    return rowsOf(outcomes, titlesOnDisk(server.project), hub.kills);
  } finally {
    await server.dispose();
    rmSync(cache, { recursive: true, force: true });
  }
}

async function change(
  client: Client,
  agent: string,
  number: number,
  problems: Map<string, number>,
): Promise<Outcome> {
  const title = `effect-${String(number).padStart(6, "0")}-of-${agent}`;
  const recipient = AGENTS[(AGENTS.indexOf(agent) + 1 + (number % (AGENTS.length - 1))) % AGENTS.length];
  const call =
    number % PER_DOCUMENT === 0
      ? { name: "qms_create", arguments: { doc_type: "CR", title } }
      : { name: "qms_message", arguments: { recipient, subject: title, body: "It counts." } };
  const began = performance.now();
  const outcome = (isAnswered: boolean): Outcome => ({ title, isAnswered, ms: performance.now() - began });
  try {
    const { content, isError } = await client.callTool(call);
    if (isError !== true) return outcome(true);
    note(JSON.stringify(content).slice(0, 200));
  } catch (error) {
    note(String(error));
  }
  return outcome(false);

  function note(problem: string): void {
    problems.set(problem, (problems.get(problem) ?? 0) + 1);
  }
}

function killProgram({ pid }: StdioClientTransport): void {
  if (pid !== null) process.kill(pid, "SIGKILL");
}

/** How often each title is in a message or in a document. */
function titlesOnDisk(project: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const count = (text: string): void => {
    const title = /effect-\d{6}-of-[a-z]+/.exec(text)?.[0];
    if (title !== undefined) times.set(title, (times.get(title) ?? 0) + 1);
  };
  for (const agent of AGENTS) {
    const inbox = join(project, ".claude", "users", agent, "inbox");
    for (const file of readdirSync(inbox))
      if (file.startsWith("msg-")) count(readFileSync(join(inbox, file), "utf8"));
  }
  const records = join(project, "QMS", "CR");
  for (const file of readdirSync(records, { recursive: true, encoding: "utf8" }))
    if (file.endsWith(".md")) count(readFileSync(join(records, file), "utf8"));
  return times;
}

function rowsOf(outcomes: readonly Outcome[], times: ReadonlyMap<string, number>, kills: number): Row[] {
  const answered = outcomes.filter(({ isAnswered }) => isAnswered);
  const lost = answered.filter(({ title }) => !times.has(title));
  const doubled = [...times].filter(([, found]) => found > 1);
  const waits = outcomes.map(({ ms }) => ms);
  const figure = `${answered.length} of ${outcomes.length} answered, ${times.size} on the disk; ${lost.length} lost, ${doubled.length} doubled`;
  const isGood = lost.length === 0 && doubled.length === 0 && answered.length > outcomes.length / 2;
  return [
    claimRow(
      `calls that change something while hub, links and callers are killed (${kills} kills of the hub): none that was answered is lost, none is done twice`,
      isGood,
      figure,
    ),
    limitRow(
      `… and none is waited for in vain (p50 ${quantile(waits, 0.5).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms): the longest`,
      Math.max(...waits),
      MOST_WAIT_MS,
      "ms",
    ),
  ];
}
