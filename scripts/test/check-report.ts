import { z } from "zod";
import type { GroupResult } from "./group-result.ts";

const Report = z.array(z.object({ name: z.string(), isGood: z.boolean() }));

/** Counts the parts of `npm run check`. */
export function parseCheckReport(json: unknown, seconds: number): readonly GroupResult[] {
  const parts = Report.parse(json);
  const failed = parts.filter(({ isGood }) => !isGood).map(({ name }) => ({ title: name }));
  return [{ name: "check", passed: parts.length - failed.length, failed, skipped: [], seconds }];
}
