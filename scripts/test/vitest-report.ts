import { z } from "zod";
import type { GroupResult } from "./group-result.ts";

const Report = z.object({
  testResults: z.array(
    z.object({
      status: z.enum(["passed", "failed"]).or(z.string()),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Counts what vitest's JSON reporter wrote. */
export function parseVitestReport(name: string, json: unknown, seconds: number): readonly GroupResult[] {
  const files = Report.parse(json).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  // A file that could not even be loaded has no tests, and failed all the same.
  const brokenFiles = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  ).length;
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  return [
    {
      name,
      passed: count("passed"),
      failed: count("failed") + brokenFiles,
      skipped: tests
        .filter(({ status }) => status !== "passed" && status !== "failed")
        .map(({ fullName }) => ({ title: fullName })),
      seconds,
    },
  ];
}
