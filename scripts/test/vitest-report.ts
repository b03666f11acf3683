import { z } from "zod";
import type { GroupResult } from "./group-result.ts";

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
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
  );
  return [
    {
      name,
      passed: tests.filter(({ status }) => status === "passed").length,
      failed: [
        ...tests
          .filter(({ status }) => status === "failed")
          .map(({ fullName, failureMessages }) => ({
            title: fullName,
            message: failureMessages.join("\n"),
          })),
        ...brokenFiles.map(({ name: title, message }) => ({ title, message })),
      ],
      skipped: tests
        .filter(({ status }) => status !== "passed" && status !== "failed")
        .map(({ fullName }) => ({ title: fullName })),
      seconds,
    },
  ];
}
