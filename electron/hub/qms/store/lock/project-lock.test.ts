import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../../refusal.ts";
import { interceptFiles } from "../failing-files.test-support.ts";
import { makeProjectFolder, removeProjectFolder } from "../project-folder.test-support.ts";
import { nodeFileSystem } from "../disk/file-system.ts";
import { isGone, parseLockHolder, thisProcess, type LockHolder } from "./lock-holder.ts";
import { ProjectLock, type ProjectLockOptions } from "./project-lock.ts";

/** Greater than any process number. */
const NOBODY = 2 ** 30;

let folder: string;

beforeEach(() => {
  folder = makeProjectFolder();
});

afterEach(() => removeProjectFolder(folder));

function lock(options: Partial<ProjectLockOptions> = {}) {
  return new ProjectLock({
    files: nodeFileSystem,
    folder,
    shownFolder: "lock",
    isOnlyThread: false,
    now: Date.now,
    ...options,
  });
}

/** The lock as another process would have taken it. */
function takenBy(holder: Partial<LockHolder>, number = 1): void {
  writeFileSync(join(folder, String(number)), `held ${JSON.stringify({ ...thisProcess(), ...holder })}`);
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.text;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("the project's lock", () => {
  it("is one process's at a time, and free again afterwards", () => {
    for (let round = 0; round < 20; round += 1) {
      const held = lock().take(0);
      expect(held.isOurs).toBe(true);
      held.release();
    }
    // Its files do not pile up.
    expect(readdirSync(folder).length).toBeLessThan(10);
  });

  it("is refused to one who has it: it would wait for itself", () => {
    const held = lock().take(0);
    expect(() => lock().take(0)).toThrow("within another one");
    held.release();
    lock().take(0).release();
  });

  it("is waited for, for so long, and the refusal names its holder and its file", () => {
    takenBy({ pid: process.ppid, started: startOf(process.ppid) });
    expect(refusalOf(() => lock().take(40))).toBe(
      "Error: Another QMS operation is in progress.\n" +
        `The lock lock/1 is held by process ${process.ppid}. Try again; if that is no command of the QMS, remove the file.`,
    );
    expect(lock().takeIfFree()).toBeUndefined();
  });

  it("is taken over from a process that has ended", () => {
    takenBy({ pid: NOBODY });
    const held = lock().take(0);
    expect(readdirSync(folder)).toContain("2");
    held.release();
  });

  it.runIf(process.platform === "linux")("is taken over when its holder's number is another's by now", () => {
    takenBy({ pid: process.ppid, started: "1" });
    lock().take(0).release();
  });

  it("is left to a process of another machine, or container, until a minute has passed", () => {
    takenBy({ pid: NOBODY, place: "elsewhere" });
    expect(refusalOf(() => lock().take(0))).toContain(`held by process ${NOBODY}`);
    lock({ now: () => Date.now() + 61_000 })
      .take(0)
      .release();
  });

  it("is taken over from a thread that was ended, by the only one there is", () => {
    takenBy({});
    expect(lock().takeIfFree()).toBeUndefined();
    lock({ isOnlyThread: true }).take(0).release();
  });

  it("is taken over from one who died while taking it, after a moment", () => {
    writeFileSync(join(folder, "1"), "");
    expect(refusalOf(() => lock().take(0))).toContain("a process that has not said which");
    lock().take(10_000).release();
  });

  it("is taken over soon from one who died while taking it long ago, also by programs that wait for less than that moment", () => {
    const path = join(folder, "1");
    writeFileSync(path, "");
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    lock().take(1000).release();
    expect(readdirSync(folder)).toContain("2");
  });

  it("is not had by one who comes late with a number that was used before", () => {
    takenBy({ pid: NOBODY }, 4);
    let isLate = true;
    const files = interceptFiles((name, _args, proceed) => {
      if (name !== "readdirSync" || !isLate) return proceed();
      isLate = false;
      const seen = proceed();
      // Meanwhile others have taken the dead one's lock, given it back, and cleared up.
      for (let number = 5; number < 20; number += 1) lock().take(0).release();
      takenBy({ pid: process.ppid, started: startOf(process.ppid) }, 20);
      return seen;
    });
    expect(lock({ files }).takeIfFree()).toBeUndefined();
    expect(readdirSync(folder)).not.toContain("5");
  });

  it("is known to be lost by one from whom it was taken", () => {
    const held = lock().take(0);
    takenBy({ pid: NOBODY }, 2);
    expect(held.isOurs).toBe(false);
    held.release();
    expect(readFileSync(join(folder, "2"), "utf8")).toContain("held");
  });

  it("has no holder where its file holds something else", () => {
    for (const text of ["", "null", "{", '{"pid": -1}', '{"pid": 1, "place": 2}']) {
      expect(parseLockHolder(text), text).toBeUndefined();
    }
    expect(isGone(thisProcess(), 0)).toBe(false);
  });
});

/** When another process was started, as this one would say it of itself. */
function startOf(pid: number): string {
  if (process.platform !== "linux") return "";
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
