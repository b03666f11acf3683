import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { Death, filesThatDieAt, filesThatFail } from "./failing-files.test-support.ts";
import { cleanUpLedgers, ledgerFiles, newFolder } from "./test-ledger.test-support.ts";
import { AGENT, ledgerIn, tellItems, toldIn } from "./tell-items.test-support.ts";
import { verifyLedger } from "./verify-ledger.ts";

const CHILD = join(import.meta.dirname, "die-in-ledger.test-support.ts");
const AT_ONCE = 4;
const LONG_TEST_MS = 300_000;

cleanUpLedgers();

/** The same modules are loaded many times. */
const cache = mkdtempSync(join(tmpdir(), "quorum-cache-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

function itemNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `item-${index}`).toSorted();
}

/** Lets a child work; answers with what it said was done. It is killed by itself, or after so many lines. */
async function workInChild(
  root: string,
  { count, dieAt = 0, killAfterLines = -1 }: { count: number; dieAt?: number; killAfterLines?: number },
): Promise<{ said: string[]; wasKilled: boolean }> {
  const child = spawn(process.execPath, [CHILD, root, String(count), String(dieAt)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    said.push(line);
    if (said.length === killAfterLines) child.kill("SIGKILL");
  });
  const [[code, signal]] = await Promise.all([once(child, "exit"), once(lines, "close")]);
  if (signal === null) expect(code).toBe(0);
  return { said, wasKilled: signal !== null };
}

/** What was said to be done is, the chain holds, and no item was told twice. */
async function expectKept(root: string, said: readonly string[]): Promise<void> {
  const ledger = await ledgerIn(root);
  expect(ledger.breaks).toEqual([]);
  const open = new Map(ledger.itemsOf(AGENT).map((item) => [item.item, item]));
  for (const line of said) {
    const [what, item = ""] = line.split(" ");
    if (what === "archived") expect(open.has(item)).toBe(false);
    else expect(open.get(item)?.notice.kind ?? "announced").toBe("announced");
  }
  await ledger.close();
  expect(await verifyLedger(join(root, "ledger"))).toMatchObject({ breakCount: 0 });
  expect(new Set(toldIn(root)).size).toBe(toldIn(root).length);
}

describe("a ledger whose process is killed", () => {
  it(
    "tells each item exactly once, at whichever call to the disk it was",
    async () => {
      let deaths = 0;
      for (let dieAt = 1; ; dieAt += AT_ONCE) {
        const roots = Array.from({ length: AT_ONCE }, newFolder);
        const results = await Promise.all(
          roots.map((root, index) => workInChild(root, { count: 3, dieAt: dieAt + index })),
        );
        for (const [index, root] of roots.entries()) {
          await expectKept(root, results[index]?.said ?? []);
          await tellItems(root, { count: 3 });
          expect(toldIn(root).toSorted()).toEqual(itemNames(3));
        }
        const killed = results.filter(({ wasKilled }) => wasKilled).length;
        deaths += killed;
        if (killed < AT_ONCE) break;
      }
      expect(deaths).toBeGreaterThan(30);
    },
    LONG_TEST_MS,
  );

  it(
    "tells each item exactly once when it is killed again and again at any instant",
    async () => {
      const random = seededRandom(5);
      for (let round = 0; round < rounds(1); round += 1) {
        const root = newFolder();
        const said: string[] = [];
        for (let kills = 0; kills < 6; kills += 1) {
          const killAfterLines = 1 + random.below(12);
          said.push(...(await workInChild(root, { count: 60, killAfterLines })).said);
          await expectKept(root, said);
        }
        await tellItems(root, { count: 60 });
        expect(toldIn(root).toSorted()).toEqual(itemNames(60));
        expect(ledgerFiles(join(root, "ledger")).length).toBeGreaterThan(2);
      }
    },
    LONG_TEST_MS,
  );
});

/** Lets the work die at its nth call; says whether it came so far. */
async function letDie(root: string, count: number, part: number): Promise<boolean> {
  const { files, isDead } = filesThatDieAt(count, part);
  try {
    await tellItems(root, { count: 7, files });
  } catch (error) {
    if (!isDead()) throw error;
    let cause: unknown = error;
    while (cause instanceof Error && !(cause instanceof Death)) ({ cause } = cause);
    expect(cause).toBeInstanceOf(Death);
  }
  return isDead();
}

describe("a ledger that dies in the middle of a write", () => {
  for (const part of [0.02, 0.999]) {
    it(
      `keeps what it has promised, with ${part} of the write made`,
      async () => {
        for (let count = 1; ; count += 1) {
          const root = newFolder();
          const hasDied = await letDie(root, count, part);
          await tellItems(root, { count: 7 });
          expect(toldIn(root).toSorted(), `dead at ${count}`).toEqual(itemNames(7));
          expect(await verifyLedger(join(root, "ledger"))).toMatchObject({ breakCount: 0 });
          if (!hasDied) break;
        }
      },
      LONG_TEST_MS,
    );
  }

  it(
    "keeps it also when those who go on die as well",
    async () => {
      const random = seededRandom(17);
      for (let round = 0; round < rounds(15); round += 1) {
        const root = newFolder();
        for (let death = 0; death < 6; death += 1)
          await letDie(root, 1 + random.below(40), random.below(1000) / 1000);
        await tellItems(root, { count: 7 });
        expect(toldIn(root).toSorted()).toEqual(itemNames(7));
        expect(await verifyLedger(join(root, "ledger"))).toMatchObject({ breakCount: 0 });
      }
    },
    LONG_TEST_MS,
  );
});

describe("a ledger whose disk fails", () => {
  for (const code of ["ENOSPC", "EIO"]) {
    it(
      `takes back what it could not write, and goes on when ${code} is over`,
      async () => {
        for (let first = 1; ; first += 1) {
          const root = newFolder();
          const { files, hasFailed } = filesThatFail(first, first + 3, code);
          let failures = 0;
          // One process: what failed is tried again by the same ledger, or by the next where it could not be opened.
          for (; failures < 20; failures += 1) {
            const isDone = await tellItems(root, { count: 4, files }).then(
              () => true,
              () => false,
            );
            if (isDone) break;
          }
          expect(failures).toBeLessThan(20);
          expect(toldIn(root).toSorted(), `failing at ${first}`).toEqual(itemNames(4));
          expect(await verifyLedger(join(root, "ledger"))).toMatchObject({ breakCount: 0 });
          if (!hasFailed()) break;
        }
      },
      LONG_TEST_MS,
    );
  }
});
