import { loadavg } from "node:os";
import { openBenchEngine, type BenchEngine } from "../support/bench-engine.ts";
import { notMeasuredRow, type Row } from "../support/report.ts";
import { runParts } from "../support/run-parts.ts";
import { claudeStart } from "./containers/claude-start.ts";
import { containerStreams } from "./containers/container-streams.ts";
import { containerTeam } from "./containers/container-team.ts";

/** Agents in containers, on a real engine: how they start, end, talk, and what they cost while they rest. */
export async function containers(part: string | undefined): Promise<Row[]> {
  const engine = await openBenchEngine();
  if ("reason" in engine) return [notMeasuredRow("agents in containers", engine.reason)];
  const parts = {
    prompt: () => under(engine, (it) => claudeStart(it, 5)),
    team: () => under(engine, (it) => containerTeam(it, 3, 24)),
    streams: () => under(engine, (it) => containerStreams(it, 50, 400)),
  };
  try {
    return await runParts("containers", parts, part);
  } finally {
    await engine.close();
  }
}

/** Engines share the machine with whatever else it does: what that was is said with the figures. */
async function under(engine: BenchEngine, work: (engine: BenchEngine) => Promise<Row[]>): Promise<Row[]> {
  const before = loadavg()[0] ?? 0;
  const rows = await work(engine);
  const after = loadavg()[0] ?? 0;
  const load = `load ${before.toFixed(1)} before, ${after.toFixed(1)} after`;
  return rows.map((row) => ({ ...row, baseline: `${row.baseline}; ${load}` }));
}
