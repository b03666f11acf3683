import { describe, expect, it } from "vitest";
import { notRun, type GroupResult } from "./group-result.ts";
import { parsePlaywrightReport } from "./playwright-report.ts";
import { isGood, summarize } from "./summary.ts";
import { parseVitestReport } from "./vitest-report.ts";

const good: GroupResult = { name: "unit", passed: 12, failed: 0, skipped: [], seconds: 3.21 };

describe("the summary of a test run", () => {
  it("ends with the counts of all groups together", () => {
    const text = summarize([good, { ...good, name: "e2e server", passed: 3, failed: 2 }]);
    expect(text.split("\n").at(-1)).toBe("15 passed, 2 failed");
  });

  it("names what did not run, with its reason", () => {
    const skipped = [{ title: "opens a window", reason: "no display" }];
    const text = summarize([{ ...good, skipped }, notRun("e2e electron", "its binary is not installed")]);
    expect(text).toContain("skipped in unit: opens a window (no display)");
    expect(text).toMatch(/e2e electron +not run +.*its binary is not installed/);
  });

  it("is good only when something ran and nothing failed", () => {
    expect(isGood([good, notRun("e2e", "no browser")])).toBe(true);
    expect(isGood([good, { ...good, failed: 1 }])).toBe(false);
    expect(isGood([notRun("unit", "a reason")])).toBe(false);
    expect(isGood([])).toBe(false);
  });
});

describe("a report of vitest", () => {
  it("is counted by test, and a file that cannot be loaded is a failure", () => {
    const test = (status: string) => ({ fullName: `a ${status} test`, status });
    const report = {
      testResults: [
        { status: "failed", assertionResults: [test("passed"), test("failed"), test("skipped")] },
        { status: "failed", assertionResults: [] },
        { status: "passed", assertionResults: [test("passed")] },
      ],
    };
    expect(parseVitestReport("unit", report, 1)).toEqual([
      { name: "unit", passed: 2, failed: 2, skipped: [{ title: "a skipped test" }], seconds: 1 },
    ]);
  });
});

describe("a report of Playwright", () => {
  const test = (projectName: string, status: string, description?: string) => ({
    projectName,
    status,
    annotations: description === undefined ? [] : [{ type: "skip", description }],
  });
  const config = { projects: [{ name: "server" }, { name: "electron" }] };

  it("is counted by project, through all suites", () => {
    const report = {
      config,
      errors: [],
      suites: [
        {
          specs: [
            {
              title: "types",
              tests: [test("server", "expected"), test("electron", "skipped", "no display")],
            },
          ],
          suites: [
            {
              specs: [{ title: "pastes", tests: [test("server", "unexpected"), test("electron", "flaky")] }],
            },
          ],
        },
      ],
    };
    expect(parsePlaywrightReport(report)).toEqual([
      { name: "e2e server", passed: 1, failed: 1, skipped: [], seconds: 0 },
      {
        name: "e2e electron",
        passed: 0,
        failed: 1,
        skipped: [{ title: "types", reason: "no display" }],
        seconds: 0,
      },
    ]);
  });

  it("counts errors outside of the specs as failures", () => {
    const groups = parsePlaywrightReport({ config, errors: [{ message: "cannot be loaded" }], suites: [] });
    expect(groups.at(-1)).toMatchObject({ name: "e2e", failed: 1 });
  });
});
