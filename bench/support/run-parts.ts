import type { Row } from "./report.ts";

/** The parts of a scenario, each of which can be measured alone. */
export type Parts = Readonly<Record<string, () => Promise<readonly Row[]>>>;

/** Measures one part, or all of them one after the other. */
export async function runParts(scenario: string, parts: Parts, part: string | undefined): Promise<Row[]> {
  if (part !== undefined && parts[part] === undefined)
    throw new Error(`${scenario} has the parts ${Object.keys(parts).join(", ")}, and no ${part}.`);
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (part !== undefined && part !== name) continue;
    process.stderr.write(`${scenario}: ${name} …\n`);
    rows.push(...(await run()));
  }
  return rows;
}
