import type { Row } from "../support/report.ts";
import { claudeStarts } from "./tools/claude-starts.ts";
import { containedStarts } from "./tools/contained-starts.ts";
import { crowdedCalls } from "./tools/crowded-calls.ts";
import { directHttp } from "./tools/direct-http.ts";
import { keptCalls } from "./tools/kept-calls.ts";
import { relayLatency } from "./tools/relay-latency.ts";
import { shimStarts } from "./tools/shim-starts.ts";

/** The tools of agents, while all that can fail fails. */
export async function tools(seed = Date.now() % 1_000_000): Promise<Row[]> {
  return [
    ...(await relayLatency(2000)),
    ...(await crowdedCalls(30)),
    ...(await shimStarts(3000, seed)),
    ...(await keptCalls(10_000, seed)),
    ...(await claudeStarts(100, seed)),
    ...(await containedStarts(100, seed)),
    ...(await directHttp(500, 50)),
  ];
}
