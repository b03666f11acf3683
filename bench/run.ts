import { cpus, totalmem } from "node:os";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { badge } from "./scenarios/badge.ts";
import { command } from "./scenarios/command.ts";
import { containers } from "./scenarios/containers.ts";
import { desk } from "./scenarios/desk.ts";
import { echo } from "./scenarios/echo.ts";
import { notices } from "./scenarios/notices.ts";
import { page } from "./scenarios/page.ts";
import { reattach } from "./scenarios/reattach.ts";
import { reader } from "./scenarios/reader.ts";
import { recovery } from "./scenarios/recovery.ts";
import { tools } from "./scenarios/tools.ts";
import { throughput } from "./scenarios/throughput.ts";
import { writes } from "./scenarios/writes.ts";
import { table, type Row } from "./support/report.ts";

// `npm run bench [-- scenario [part [minutes]]]`: the containers, the tools and the desk have parts.
const [only, part, minutes = "1"] = process.argv.slice(2);

/** Each scenario measures its baseline again in its own run, so that only ratios are compared between machines. */
const SCENARIOS: Readonly<Record<string, () => Promise<Row[]>>> = {
  throughput: () => throughput(100),
  echo: () => echo(1000),
  reattach: () => reattach(1000),
  recovery,
  page: () => page(100),
  command: () => Promise.resolve(command(40)),
  reader: () => reader(5),
  writes: () => writes(),
  notices: () => notices(360),
  badge: () => badge(360),
  containers: () => containers(part),
  tools: () => tools(part),
  desk: () => desk({ part, busyMinutes: Number(minutes) }),
};

const rows: Row[] = [];
for (const [name, scenario] of Object.entries(SCENARIOS)) {
  if (only !== undefined && only !== name) continue;
  process.stderr.write(`${name} …\n`);
  rows.push(...(await scenario()));
}
process.stdout.write(`${table(rows)}\n`);

if (only === undefined) {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.version}`;
  const text = `# What was measured\n\n\`npm run bench\` on ${machine}. Each row is measured together with what it is compared with, in one run.\n\n${table(rows)}\n`;
  writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);
}
process.exitCode = rows.every((row) => row.isReached !== false) ? 0 : 1;
