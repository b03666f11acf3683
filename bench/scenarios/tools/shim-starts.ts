import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { LISTED_SERVERS } from "../../../electron/agentd/mcp/listed-servers.ts";
import { BenchServer } from "../../support/bench-server.ts";
import { claimRow, limitRow, type Row } from "../../support/report.ts";
import { RestlessHub } from "../../support/restless-hub.ts";
import { quantile } from "../../support/statistics.ts";
import { callSocketOf, connectShim, prepareUsers } from "../../support/tool-agents.ts";

const AGENT = "qa";
const READY_MS = 150;
/** A bare start for so many of the others: it is only the measure. */
const PER_BARE = 5;

/** Programs start servers of tools while the hub is killed again and again: whether all have every tool, and when. */
export async function shimStarts(samples: number, seed: number): Promise<Row[]> {
  const server = await BenchServer.create(
    { [AGENT]: "cat" },
    { prepare: (project) => prepareUsers(project, [AGENT]) },
  );
  const cache = mkdtempSync(join(tmpdir(), "quorum-bench-cache-"));
  try {
    await server.start(AGENT);
    const socket = await callSocketOf(server, AGENT);
    const hub = new RestlessHub(server, seededRandom(seed));
    const ready: number[] = [];
    const bare: number[] = [];
    const faults: string[] = [];
    // The first fills the caches, and has this program compile its own client.
    await (await connectShim(socket, "qms", cache)).client.close();
    for (let number = 0; number < samples; number += 1) {
      if (number % PER_BARE === 0) bare.push(await bareStart());
      const name = ServerName.options[number % ServerName.options.length] ?? "qms";
      const began = performance.now();
      try {
        const { client } = await connectShim(socket, name, cache);
        const { tools } = await client.listTools();
        ready.push(performance.now() - began);
        const names = tools.map((tool) => tool.name);
        const wanted = LISTED_SERVERS[name].tools.map((tool) => tool.name);
        if (names.join() !== wanted.join()) faults.push(`${name} lists ${names.join(", ")}`);
        await client.close();
      } catch (error) {
        faults.push(String(error));
      }
    }
    await hub.leaveInPeace();
    for (const fault of new Set(faults)) process.stderr.write(`${fault}\n`);
    const figures = (all: readonly number[]): string =>
      `p50 ${quantile(all, 0.5).toFixed(0)} ms, p99 ${quantile(all, 0.99).toFixed(0)} ms`;
    return [
      claimRow(
        `servers of tools that are started while the hub is killed every 0.8 to 2 s (${hub.kills} kills): all are there, with every tool`,
        faults.length === 0,
        `${samples - faults.length} of ${samples}`,
      ),
      limitRow(
        `… from the start of the server to its list of tools, p99 (p50 ${quantile(ready, 0.5).toFixed(0)} ms)`,
        quantile(ready, 0.99),
        READY_MS,
        "ms",
        `a bare node -e 0: ${figures(bare)}`,
      ),
    ];
  } finally {
    await server.dispose();
    rmSync(cache, { recursive: true, force: true });
  }
}

async function bareStart(): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ["-e", "0"], { stdio: "ignore", env: {} });
  await once(child, "exit");
  return performance.now() - began;
}
