import { describe, expect, it } from "vitest";
import { notRun, type GroupResult } from "./group-result.ts";
import { parsePlaywrightReport } from "./playwright-report.ts";
import { isGood, summarize } from "./summary.ts";
import { parseVitestReport } from "./vitest-report.ts";

const good: GroupResult = { name: "unit", passed: 12, failed: [], skipped: [], seconds: 3.21 };

describe("the summary of a test run", () => {
  it("ends with the counts of all groups together", () => {
    const text = summarize([
      good,
      { ...good, name: "e2e server", passed: 3, failed: [{ title: "opens" }, { title: "closes" }] },
    ]);
    expect(text.split("\n").at(-1)).toBe("15 passed, 2 failed");
  });

  it("names what did not run, with its reason", () => {
    const skipped = [{ title: "opens a window", reason: "no display" }];
    const text = summarize([{ ...good, skipped }, notRun("e2e electron", "its binary is not installed")]);
    expect(text).toContain("skipped in unit: opens a window (no display)");
    expect(text).toMatch(/e2e electron +not run +.*its binary is not installed/);
  });

  it("says which tests failed and why, before the table, in plain letters", () => {
    const message = `\u001b[31mexpected 1 to be 2\u001b[39m\n\n${"at a place\n".repeat(200)}`;
    const lines = summarize([{ ...good, failed: [{ title: "counts doors", message }] }]).split("\n");
    expect(lines.slice(0, 3)).toEqual([
      "failed in unit: counts doors",
      "    expected 1 to be 2",
      "    at a place",
    ]);
    expect(lines.length).toBeLessThan(40);
    expect(lines.at(-3)).toMatch(/unit +12 passed +1 failed/);
  });

  it("is good only when something ran and nothing failed", () => {
    expect(isGood([good, notRun("e2e", "no browser")])).toBe(true);
    expect(isGood([good, { ...good, failed: [{ title: "opens" }] }])).toBe(false);
    expect(isGood([notRun("unit", "a reason")])).toBe(false);
    expect(isGood([])).toBe(false);
  });
});

describe("a report of vitest", () => {
  it("is counted by test, and a file that cannot be loaded is a failure", () => {
    const test = (status: string, ...failureMessages: string[]) => ({
      fullName: `a ${status} test`,
      status,
      failureMessages,
    });
    const file = (name: string, status: string, message: string, ...assertionResults: object[]) => ({
      name,
      status,
      message,
      assertionResults,
    });
    const report = {
      testResults: [
        file("a.test.ts", "failed", "", test("passed"), test("failed", "not so"), test("skipped")),
        file("b.test.ts", "failed", "cannot be loaded"),
        file("c.test.ts", "passed", "", test("passed")),
      ],
    };
    expect(parseVitestReport("unit", report, 1)).toEqual([
      {
        name: "unit",
        passed: 2,
        failed: [
          { title: "a failed test", message: "not so" },
          { title: "b.test.ts", message: "cannot be loaded" },
        ],
        skipped: [{ title: "a skipped test" }],
        seconds: 1,
      },
    ]);
  });
});

describe("a report of Playwright", () => {
  const test = (projectName: string, status: string, description?: string) => ({
    projectName,
    status,
    annotations: description === undefined ? [] : [{ type: "skip", description }],
    results: [{ errors: status === "expected" ? [] : [{ message: status }] }],
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
      {
        name: "e2e server",
        passed: 1,
        failed: [{ title: "pastes", message: "unexpected" }],
        skipped: [],
        seconds: 0,
      },
      {
        name: "e2e electron",
        passed: 0,
        failed: [{ title: "pastes", message: "flaky" }],
        skipped: [{ title: "types", reason: "no display" }],
        seconds: 0,
      },
    ]);
  });

  it("counts errors outside of the specs as failures", () => {
    const groups = parsePlaywrightReport({ config, errors: [{ message: "cannot be loaded" }], suites: [] });
    expect(groups.at(-1)).toMatchObject({ name: "e2e", failed: [{ message: "cannot be loaded" }] });
  });
});
