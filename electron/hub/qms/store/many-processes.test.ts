import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import { COUNTER, InboxReader, LOG, startWorker, type Worker } from "./many-processes.test-support.ts";
import { leftoversIn, makeProjectFolder, removeProjectFolder } from "./project-folder.test-support.ts";
import { openStore } from "./project-store.ts";

const PROCESSES = 8;
const LONG_TEST_MS = 600_000;

const cache = makeProjectFolder();
let root: string;

beforeEach(() => {
  root = makeProjectFolder();
});

afterEach(() => removeProjectFolder(root));
afterAll(() => removeProjectFolder(cache));

/** Looks into the inbox until all have ended. */
async function lookMeanwhile(reader: InboxReader, workers: readonly Worker[]): Promise<void> {
  let isOver = false;
  const ended = Promise.all(workers.map((worker) => worker.ended)).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    reader.look();
    await setImmediate();
  }
  await ended;
  reader.look();
}

function linesOf(path: string): readonly string[] {
  return readFileSync(join(root, path), "utf8").split("\n").slice(0, -1);
}

describe("several processes", () => {
  it(
    "change one file in turns, and no change is lost",
    async () => {
      const times = rounds(12);
      const workers = Array.from({ length: PROCESSES }, (_, index) =>
        startWorker({ root, name: `p${index}`, kind: "changes", times, cache }),
      );
      const reader = new InboxReader(root);
      await lookMeanwhile(reader, workers);
      expect(readFileSync(join(root, COUNTER), "utf8")).toBe(String(PROCESSES * times));
      expect(new Set(linesOf(LOG)).size).toBe(PROCESSES * times);
      expect(linesOf(LOG)).toHaveLength(PROCESSES * times);
      expect(reader.torn).toEqual([]);
      expect(reader.ids).toHaveLength(PROCESSES * times);
      expect(leftoversIn(root)).toEqual([]);
    },
    LONG_TEST_MS,
  );

  it(
    "send messages of one name, and none is lost, written over, or read by half",
    async () => {
      const times = Math.min(rounds(25), 125);
      const workers = Array.from({ length: PROCESSES }, (_, index) =>
        startWorker({ root, name: `p${index}`, kind: "messages", times, cache }),
      );
      const reader = new InboxReader(root);
      await lookMeanwhile(reader, workers);
      expect(reader.torn).toEqual([]);
      expect(reader.ids).toHaveLength(PROCESSES * times);
      expect(new Set(reader.ids)).toEqual(new Set(workers.flatMap(({ said }) => said)));
    },
    LONG_TEST_MS,
  );

  it(
    "are killed at any moment, and nothing that they said was done is lost",
    async () => {
      const random = seededRandom(5);
      const kills = rounds(25);
      const reader = new InboxReader(root);
      const workers: Worker[] = [];
      let begun = 0;
      const runOne = async (): Promise<void> => {
        while (begun < kills) {
          begun += 1;
          // Not at a word of its own, but some time behind it.
          let words = 1 + random.below(6);
          const turns = random.below(400);
          const worker = startWorker({
            root,
            name: `p${begun}`,
            kind: "all",
            times: 1000,
            cache,
            onSaid: (child) => {
              words -= 1;
              if (words === 0) void killAfter(child, turns);
            },
          });
          workers.push(worker);
          expect(await worker.ended).toBe("SIGKILL");
          reader.look();
        }
      };
      await Promise.all(Array.from({ length: 3 }, runOne));
      const warnings: string[] = [];
      const store = openStore(root, { now: Date.now, onWarning: (sentence) => warnings.push(sentence) });
      store.recover();
      store.change(() => undefined);
      reader.look();

      const said = workers.flatMap((worker) => worker.said);
      const changes = linesOf(LOG).map((id) => `task ${id}`);
      expect(warnings).toEqual([]);
      expect(reader.torn).toEqual([]);
      expect(readFileSync(join(root, COUNTER), "utf8")).toBe(String(changes.length));
      expect(new Set(changes).size).toBe(changes.length);
      expect(new Set(reader.ids).size).toBe(reader.ids.length);
      // What was done and not said yet is there as well: whole, and once.
      expect(new Set([...reader.ids, ...said])).toEqual(new Set(reader.ids));
      expect(new Set(reader.ids.filter((id) => id.startsWith("task")))).toEqual(new Set(changes));
      expect(said.filter((id) => id.startsWith("task")).every((id) => changes.includes(id))).toBe(true);
    },
    LONG_TEST_MS,
  );
});

async function killAfter(child: Worker["process"], turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
  child.kill("SIGKILL");
}
