import { resolve } from "node:path";
import { build } from "../../scripts/build/build.ts";
import { PROGRAM_TARGETS } from "../../scripts/build/targets.ts";
import type { Row } from "./report.ts";

/** Campaigns run the built programs: brings them up to date, as a test that is run alone may find them old. */
export async function buildPrograms(): Promise<void> {
  await build({ root: resolve(import.meta.dirname, "../.."), targets: PROGRAM_TARGETS });
}

/** The claims of a campaign that do not hold. How fast things were is for the bench, on a quiet machine. */
export function brokenClaims(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ goal, isReached }) => goal === "holds" && isReached === false);
}
