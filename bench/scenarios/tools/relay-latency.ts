import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client, type CallToolResult } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { BenchServer } from "../../support/bench-server.ts";
import { limitRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";
import { callSocketOf, connectShim, prepareUsers } from "../../support/tool-agents.ts";

const AGENT = "claude";
const PLAIN = resolve(import.meta.dirname, "../../support/plain-tools.ts");
const WARM_UP = 200;
const ADDED_MS = { p50: 2, p99: 10 };

/** What the way through a session and its link adds to a call, beside the same server over plain standard streams. */
export async function relayLatency(samples: number): Promise<Row[]> {
  const server = await BenchServer.create(
    { [AGENT]: "cat" },
    { prepare: (project) => prepareUsers(project, [AGENT]) },
  );
  const cache = mkdtempSync(join(tmpdir(), "quorum-bench-cache-"));
  try {
    await server.start(AGENT);
    const relayed = (await connectShim(await callSocketOf(server, AGENT), "qms", cache)).client;
    const plain = await connectPlain(server.project);
    await answered(relayed, "qms_create", { doc_type: "CR", title: "Something to ask about" });
    const [through, bare]: [number[], number[]] = [[], []];
    for (let number = -WARM_UP; number < samples; number += 1) {
      // By turns, so that whatever else goes on meets both.
      const [first, second] = number % 2 === 0 ? [relayed, plain] : [plain, relayed];
      const [one, other] = [await timed(first), await timed(second)];
      if (number < 0) continue;
      through.push(first === relayed ? one : other);
      bare.push(first === relayed ? other : one);
    }
    await Promise.all([relayed.close(), plain.close()]);
    return [0.5, 0.99].map((share) => addedRow(through, bare, share));
  } finally {
    await server.dispose();
    rmSync(cache, { recursive: true, force: true });
  }
}

function addedRow(through: readonly number[], bare: readonly number[], share: number): Row {
  const name = share === 0.5 ? "p50" : "p99";
  const [ours, theirs] = [quantile(through, share), quantile(bare, share)];
  return limitRow(
    `a call of a tool through the session and its link, beyond the same server over plain stdio, ${name} (${ours.toFixed(2)} ms)`,
    ours - theirs,
    ADDED_MS[name],
    "ms",
    `the same server over plain stdio, ${name} (${theirs.toFixed(2)} ms)`,
  );
}

async function connectPlain(project: string): Promise<Client> {
  const client = new Client({ name: "bench", version: "1.0.0" });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PLAIN, project, AGENT],
    stderr: "inherit",
  });
  await client.connect(transport);
  return client;
}

async function timed(client: Client): Promise<number> {
  const began = performance.now();
  await answered(client, "qms_status", { doc_id: "CR-001" });
  return performance.now() - began;
}

async function answered(
  client: Client,
  name: string,
  given: Record<string, unknown>,
): Promise<CallToolResult> {
  const result = await client.callTool({ name, arguments: given });
  if (result.isError === true) throw new Error(JSON.stringify(result.content));
  return result;
}
