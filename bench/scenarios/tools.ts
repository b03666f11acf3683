import type { Row } from "../support/report.ts";
import { runParts } from "../support/run-parts.ts";
import { claudeStarts } from "./tools/claude-starts.ts";
import { containedStarts } from "./tools/contained-starts.ts";
import { crowdedCalls } from "./tools/crowded-calls.ts";
import { directHttp } from "./tools/direct-http.ts";
import { keptCalls } from "./tools/kept-calls.ts";
import { relayLatency } from "./tools/relay-latency.ts";
import { shimStarts } from "./tools/shim-starts.ts";

/** The tools of agents, while all that can fail fails. */
export function tools(part: string | undefined, seed = Date.now() % 1_000_000): Promise<Row[]> {
  const parts = {
    latency: () => relayLatency(2000),
    crowd: () => crowdedCalls(30),
    connects: () => shimStarts(3000, seed),
    calls: () => keptCalls(10_000, seed),
    starts: () => claudeStarts(100, seed),
    contained: () => containedStarts(100, seed),
    http: () => directHttp(500, 50),
  };
  return runParts("tools", parts, part);
}
