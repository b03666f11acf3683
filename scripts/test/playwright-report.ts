import { z } from "zod";
import type { Failed, GroupResult, Skipped } from "./group-result.ts";

const ErrorOfTest = z.object({ message: z.string().optional() });

const Test = z.object({
  projectName: z.string(),
  status: z.enum(["expected", "unexpected", "flaky", "skipped"]),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
  results: z.array(z.object({ errors: z.array(ErrorOfTest) })),
});
type Test = z.infer<typeof Test>;

const Suite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(Test) })),
  get suites() {
    return z.array(Suite).optional();
  },
});
type Suite = z.infer<typeof Suite>;

const Report = z.object({
  suites: z.array(Suite),
  errors: z.array(ErrorOfTest),
  config: z.object({ projects: z.array(z.object({ name: z.string() })) }),
});

/** Counts what Playwright's JSON reporter wrote, one group for each project. */
export function parsePlaywrightReport(json: unknown): readonly GroupResult[] {
  const { suites, errors, config } = Report.parse(json);
  const tests = suites.flatMap(testsOf);
  const groups = config.projects.map(({ name }) => countProject(name, tests));
  if (errors.length === 0) return groups;
  // Errors outside of all tests: a file that cannot be loaded, for one.
  return [
    ...groups,
    {
      name: "e2e",
      passed: 0,
      failed: errors.map((error) => ({ title: "outside of the specs", ...error })),
      skipped: [],
      seconds: 0,
    },
  ];
}

type TitledTest = Test & { readonly title: string };

function testsOf({ specs, suites = [] }: Suite): readonly TitledTest[] {
  return [
    ...specs.flatMap(({ title, tests }) => tests.map((test) => ({ ...test, title }))),
    ...suites.flatMap(testsOf),
  ];
}

function countProject(project: string, all: readonly TitledTest[]): GroupResult {
  const tests = all.filter(({ projectName }) => projectName === project);
  const withStatus = (...statuses: Test["status"][]): readonly TitledTest[] =>
    tests.filter(({ status }) => statuses.includes(status));
  return {
    name: `e2e ${project}`,
    passed: withStatus("expected").length,
    // What passes only at the second try does not work.
    failed: withStatus("unexpected", "flaky").map(toFailed),
    skipped: withStatus("skipped").map(toSkipped),
    // The projects run side by side, so that no time is one project's own.
    seconds: 0,
  };
}

function toFailed({ title, results }: TitledTest): Failed {
  const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message ?? ""));
  return { title, message: messages.join("\n") };
}

function toSkipped({ title, annotations }: TitledTest): Skipped {
  const reason = annotations.find(({ type }) => type === "skip" || type === "fixme")?.description;
  return { title, ...(reason === undefined ? {} : { reason }) };
}
