import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { GitStage } from "../../git/git-stage.test-support.ts";
import { GitDeskStage } from "./git-desk-stage.test-support.ts";

const CHILD = join(import.meta.dirname, "commit-with-keys.test-support.ts");
const AT_A_TIME = 8;
const LONG_TEST_MS = 240_000;

let stage: GitStage;

beforeEach(() => {
  stage = new GitStage();
});

afterEach(() => stage.remove());

/** Lets a hub work until it has given so many answers, and kills it; answers with the calls that were done. */
async function workAndKill(first: number, answers: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, stage.root, String(first), String(AT_A_TIME)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    said.push(line);
    if (said.length === answers) child.kill("SIGKILL");
  });
  await Promise.all([once(child, "exit"), once(lines, "close")]);
  return said.filter((line) => line.startsWith("done ")).map((line) => line.slice(5));
}

function commits(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const subject of stage.git("log", "--format=%s").split("\n"))
    counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return counts;
}

it(
  "loses no commit that was answered and makes none twice, whenever the hub is killed",
  async () => {
    const random = seededRandom(9);
    let unknown = 0;
    for (let round = 0; round < rounds(6); round += 1) {
      const first = round * AT_A_TIME;
      const done = await workAndKill(first, 1 + random.below(AT_A_TIME - 1));
      // What the hub had begun goes on without it, and ends.
      await expect
        .poll(() => existsSync(join(stage.root, ".git/index.lock")), { timeout: 10_000 })
        .toBe(false);
      const git = await GitDeskStage.open(stage.root);
      for (let index = first; index < first + AT_A_TIME; index += 1) {
        const key = `call-${index}`;
        const { text, isError } = await git.call("qa", ["commit", "--allow-empty", "-m", key], { key });
        const times = commits().get(key) ?? 0;
        if (done.includes(key)) expect([key, times, isError]).toEqual([key, 1, false]);
        else if (isError) expect([key, text]).toEqual([key, expect.stringContaining("not known")]);
        else expect([key, times]).toEqual([key, 1]);
        expect(times).toBeLessThanOrEqual(1);
        unknown += isError ? 1 : 0;
      }
      await git.close();
    }
    expect(unknown).toBeGreaterThan(0);
  },
  LONG_TEST_MS,
);
