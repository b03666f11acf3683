import { z } from "zod";
import type { GroupResult } from "./group-result.ts";

const Report = z.array(z.object({ name: z.string(), isGood: z.boolean() }));

/** Counts the parts of `npm run check`. */
export function parseCheckReport(json: unknown, seconds: number): readonly GroupResult[] {
  const parts = Report.parse(json);
  const passed = parts.filter(({ isGood }) => isGood).length;
  return [{ name: "check", passed, failed: parts.length - passed, skipped: [], seconds }];
}
