import { describe, it } from "vitest";
import { findClaudeCode } from "../../e2e/rigs/claude-code/find-claude-code.ts";
import { rounds } from "../../shared/base/seeded-random.test-support.ts";
import { claudeStage } from "./programs/claude/claude-stage.test-support.ts";
import { runSchedule, runSchedules } from "./schedules.test-support.ts";

const LIMITS = { steps: 12, limitMs: 120_000 };
/** It is large, and takes its time to start. */
const WIDTH = 2;

describe.skipIf(findClaudeCode() === undefined)("with the real program,", () => {
  const count = rounds(2);
  it(
    "tells each notice once to Claude Code, none into a dialog and none into a line, whoever is killed",
    async () => {
      const seeds = Array.from({ length: count }, (_, seed) => seed);
      await runSchedules(seeds, WIDTH, (seed) => runSchedule(claudeStage, seed, LIMITS));
    },
    count * LIMITS.limitMs,
  );
});
