import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runPart, type Part, type PartResult } from "./check/run-part.ts";

// `npm run check`: one line for each part, and what those say that failed.
const PARTS: readonly Part[] = [
  { name: "types", script: ["node_modules/typescript/bin/tsc", "-b", "--pretty", "false"] },
  {
    name: "dead code",
    script: ["node_modules/knip/bin/knip.js", "--no-progress", "--treat-config-hints-as-errors"],
  },
  {
    name: "lint",
    script: ["node_modules/oxlint/bin/oxlint", "--deny-warnings", "--report-unused-disable-directives"],
  },
  { name: "format", script: ["node_modules/oxfmt/bin/oxfmt", "--check", "."] },
  { name: "architecture", script: ["scripts/architecture/check.ts"] },
];

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({ options: { json: { type: "string" } } });

const results: PartResult[] = [];
const waiting = [...PARTS];
await Promise.all(Array.from({ length: Math.min(availableParallelism(), PARTS.length) }, work));

for (const { name, output } of results.filter(({ isGood }) => !isGood))
  console.log(`\n── ${name} ──\n${output}`);
if (values.json !== undefined)
  await writeFile(values.json, JSON.stringify(results.map(({ output: _, ...rest }) => rest)));
process.exitCode = results.every(({ isGood }) => isGood) ? 0 : 1;

/** Takes one part after another until none is left. */
async function work(): Promise<void> {
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const result = await runPart(root, part);
    results.push(result);
    console.log(`${result.isGood ? "✔" : "✖"} ${result.name.padEnd(14)}${result.seconds.toFixed(1)} s`);
  }
}
