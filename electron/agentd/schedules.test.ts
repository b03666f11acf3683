import { it } from "vitest";
import { rounds } from "../../shared/base/seeded-random.test-support.ts";
import { scriptedStage } from "./programs/scripted/scripted-stage.test-support.ts";
import { runSchedule, runSchedules } from "./schedules.test-support.ts";

const LIMITS = { steps: 15, limitMs: 60_000 };
const WIDTH = 4;

const count = rounds(2);

it(
  "tells each notice once to a real agent, none into a dialog and none into a line, whoever is killed",
  async () => {
    const seeds = Array.from({ length: count }, (_, seed) => seed);
    await runSchedules(seeds, WIDTH, (seed) => runSchedule(scriptedStage, seed, LIMITS));
  },
  count * LIMITS.limitMs,
);
