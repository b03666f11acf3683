import type { Row } from "../support/report.ts";
import { claudeStarts } from "./tools/claude-starts.ts";
import { keptCalls } from "./tools/kept-calls.ts";
import { shimStarts } from "./tools/shim-starts.ts";

/** The tools of agents, while all that can fail fails. */
export async function tools(seed = Date.now() % 1_000_000): Promise<Row[]> {
  return [
    ...(await shimStarts(3000, seed)),
    ...(await keptCalls(10_000, seed)),
    ...(await claudeStarts(100, seed)),
  ];
}
