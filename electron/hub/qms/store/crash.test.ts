import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { rounds, seededRandom } from "../../../../shared/base/seeded-random.test-support.ts";
import {
  Death,
  filesOnManyDisks,
  filesThatDieAt,
  filesThatFailAt,
  filesWithoutLinks,
} from "./failing-files.test-support.ts";
import {
  leftoversIn,
  makeProjectFolder,
  removeProjectFolder,
  treeOf,
} from "./project-folder.test-support.ts";
import type { FileSystem } from "./disk/file-system.ts";
import { openStore } from "./project-store.ts";
import { AFTER, BEFORE, makeWholeChange } from "./whole-change.test-support.ts";

const CHILD = join(import.meta.dirname, "die-in-change.test-support.ts");
const INBOX_TEXTS = new Set(["an old task", "an older notification", "a new task", "a notification"]);
const AT_ONCE = 4;
const LONG_TEST_MS = 300_000;

const roots: string[] = [];
/** The same modules are loaded a hundred times. */
const cache = makeProjectFolder();
const before = treeAfter(() => undefined);
const after = treeAfter((root) => open(root).change(makeWholeChange));

afterAll(() => removeProjectFolder(cache));
afterEach(() => {
  for (const root of roots.splice(0)) removeProjectFolder(root);
});

function newProject(): string {
  const root = makeProjectFolder(BEFORE);
  roots.push(root);
  return root;
}

function treeAfter(work: (root: string) => void): Readonly<Record<string, string>> {
  const root = newProject();
  work(root);
  return treeOf(root);
}

function open(root: string, files?: FileSystem, warnings: string[] = []) {
  return openStore(root, {
    now: Date.now,
    onWarning: (sentence) => warnings.push(sentence),
    // The tests let threads die that are none.
    isOnlyThread: true,
    ...(files === undefined ? {} : { files }),
  });
}

function expectWholeItems(root: string): void {
  for (const [path, text] of Object.entries(treeOf(root))) {
    if (/\/inbox\/[^/]+$/.test(path)) expect(INBOX_TEXTS, path).toContain(text);
  }
}

/** Opens a project after a crash; says whether the change that was interrupted has been done. */
function recovered(root: string): "before" | "after" {
  expectWholeItems(root);
  const warnings: string[] = [];
  const store = open(root, undefined, warnings);
  store.recover();
  store.change(() => undefined);
  expect(warnings).toEqual([]);
  expect(leftoversIn(root)).toEqual([]);
  const tree = treeOf(root);
  if (Object.keys(tree).length === Object.keys(before).length) {
    expect(tree).toEqual(before);
    return "before";
  }
  expect(tree).toEqual(after);
  return "after";
}

/** Makes the change in a process that kills itself at its nth call. */
async function killAt(root: string, count: number): Promise<unknown> {
  const child = spawn(process.execPath, [CHILD, root, String(count)], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const [status, signal]: unknown[] = await once(child, "exit");
  if (signal === null) expect(status).toBe(0);
  return signal;
}

/** Lets a change die at its nth call; says whether it came so far. */
function dieAt(
  root: string,
  count: number,
  work = (files: FileSystem): unknown => open(root, files).change(makeWholeChange),
  base?: FileSystem,
): boolean {
  try {
    work(filesThatDieAt(count, base));
    return false;
  } catch (error) {
    if (!(error instanceof Death)) throw error;
    return true;
  }
}

describe("a change", () => {
  it("does what the other tests take it to do", () => {
    const files = Object.fromEntries(Object.entries(after).filter(([path]) => !path.endsWith("/")));
    expect(files).toEqual(AFTER);
  });

  it(
    "is done or undone, whenever its process is killed",
    async () => {
      const seen: string[] = [];
      for (let count = 1; ; count += AT_ONCE) {
        const projects = Array.from({ length: AT_ONCE }, newProject);
        const signals = await Promise.all(projects.map((root, index) => killAt(root, count + index)));
        const killed = projects.filter((_root, index) => signals[index] === "SIGKILL");
        seen.push(...killed.map(recovered));
        if (killed.length < AT_ONCE) break;
      }
      expect(seen.length).toBeGreaterThan(40);
      // First undone, then done, with one moment between.
      const done = seen.indexOf("after");
      expect(done).toBeGreaterThan(0);
      expect(seen.slice(done)).toEqual(seen.slice(done).map(() => "after"));
    },
    LONG_TEST_MS,
  );

  it(
    "is done or undone when it dies in the middle of a write",
    () => {
      for (let count = 1; ; count += 1) {
        const root = newProject();
        if (!dieAt(root, count)) break;
        recovered(root);
        removeProjectFolder(root);
      }
    },
    LONG_TEST_MS,
  );

  for (const [where, base] of [
    ["files have one name only", filesWithoutLinks],
    ["the project spans several disks", filesOnManyDisks],
  ] as const) {
    it(
      `is done or undone where ${where}`,
      () => {
        const root = newProject();
        open(root, base()).change(makeWholeChange);
        expect(treeOf(root)).toMatchObject(after);
        for (let count = 1; ; count += 1) {
          const other = newProject();
          if (!dieAt(other, count, (files) => open(other, files).change(makeWholeChange), base())) break;
          open(other, base()).recover();
          recovered(other);
          removeProjectFolder(other);
        }
      },
      LONG_TEST_MS,
    );
  }

  it(
    "is done or undone when those who complete it die as well",
    () => {
      const random = seededRandom(11);
      for (let round = 0; round < rounds(20); round += 1) {
        const root = newProject();
        dieAt(root, 30 + random.below(60));
        for (let death = 0; death < 4; death += 1) {
          dieAt(root, 1 + random.below(40), (files) => open(root, files).recover());
          expectWholeItems(root);
        }
        recovered(root);
        removeProjectFolder(root);
      }
    },
    LONG_TEST_MS,
  );

  for (const [code, isLasting] of [
    ["ENOSPC", false],
    ["ENOSPC", true],
    ["EROFS", false],
    ["EACCES", false],
    ["EMFILE", false],
  ] as const) {
    it(
      `tells the truth about a disk that ${isLasting ? "goes on failing" : "fails once"} with ${code}`,
      () => {
        for (let count = 1; ; count += 1) {
          const root = newProject();
          const { files, hasFailed } = filesThatFailAt(count, code, isLasting);
          const outcome = tellsOf(() => open(root, files).change(makeWholeChange));
          expect(recovered(root), `failing at ${count}`).toBe(outcome);
          removeProjectFolder(root);
          if (!hasFailed()) break;
        }
      },
      LONG_TEST_MS,
    );
  }
});

/** How things stand, by the words of the refusal. */
function tellsOf(work: () => void): "before" | "after" {
  try {
    work();
    return "after";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.text).toMatch(/^Error: \S+ cannot be written: .*\.$/);
    if (error.text.includes("Nothing was changed.")) return "before";
    expect(error.text).toContain("the next command completes it");
    return "after";
  }
}
