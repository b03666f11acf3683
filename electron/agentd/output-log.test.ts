import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readSizes } from "./output-files.ts";
import { OutputLog } from "./output-log.ts";

const SIZE = { columns: 80, rows: 24 };
const CHUNK = 65_536;

let folder = mkdtempSync(join(tmpdir(), "quorum-log-"));
let cleanUp = (): void => undefined;

afterEach(() => {
  cleanUp();
  cleanUp = () => undefined;
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "quorum-log-"));
});

function patterned(offset: number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (offset + index) % 251));
}

function filled(log: OutputLog, chunks: number): void {
  for (let chunk = 0; chunk < chunks; chunk += 1) log.append(patterned(log.end, CHUNK));
}

function writeUntilFull(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(1_000_000));
  } catch (error) {
    expect(String(error)).toContain("ENOSPC");
  }
}

describe("OutputLog", () => {
  it("gives back any part, from memory or from its files", () => {
    const log = new OutputLog(folder, SIZE, () => undefined);
    filled(log, 100);
    for (const offset of [0, 1, CHUNK - 1, 4_194_303, 4_194_304, 5_000_001, log.end - 3]) {
      const bytes = log.read(offset, 1000);
      expect(bytes, `at ${offset}`).toEqual(patterned(offset, bytes?.byteLength ?? 0));
    }
    log.close();
  });

  it("has on disk whatever was appended, at once", () => {
    const log = new OutputLog(folder, SIZE, () => undefined);
    log.append(Buffer.from("seen by someone"));
    expect(readFileSync(join(folder, "0.raw"), "utf8")).toBe("seen by someone");
    log.close();
  });

  it("drops whole files before a checkpoint, and no other", () => {
    const log = new OutputLog(folder, SIZE, () => undefined);
    filled(log, 200);
    log.dropBefore(9_000_000);
    expect(log.start).toBe(8_388_608);
    expect(log.read(100, 10)).toBeUndefined();
    expect(log.read(8_388_608, 10)).toBeDefined();
    expect(readdirSync(folder).filter((name) => name.endsWith(".raw"))).toHaveLength(2);
    log.close();
  });

  it("knows the size at each offset", () => {
    const log = new OutputLog(folder, SIZE, () => undefined);
    log.append(Buffer.from("abc"));
    log.resized({ columns: 100, rows: 30 });
    log.resized({ columns: 120, rows: 40 });
    expect(log.sizeAt(2)).toEqual(SIZE);
    expect(log.sizeAt(3)).toEqual({ columns: 120, rows: 40 });
    expect(log.nextResize(0)).toEqual({ offset: 3, size: { columns: 120, rows: 40 } });
    expect(log.nextResize(3)).toBeUndefined();
    log.close();
  });

  // A small file system of its own can only be had by root on Linux; elsewhere a full disk is not at hand.
  const canFillDisk = process.platform === "linux" && process.getuid?.() === 0;
  it.runIf(canFillDisk)(
    "goes on in memory while the disk is full, says so, and catches up when there is room",
    async () => {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
      cleanUp = () => execFileSync("umount", ["-l", folder]);
      const ballast = join(folder, "ballast");
      writeFileSync(ballast, Buffer.alloc(600_000));
      const problems: (string | undefined)[] = [];
      const solved = Promise.withResolvers<void>();
      const log = new OutputLog(folder, SIZE, (problem) => {
        problems.push(problem);
        if (problem === undefined) solved.resolve();
      });
      for (let chunk = 0; chunk < 12; chunk += 1) log.append(patterned(log.end, CHUNK));
      expect(problems.at(-1)).toContain("The disk is full.");
      expect(log.read(log.end - 10, 10)).toEqual(patterned(log.end - 10, 10));
      // A page of a small file was left for a line more: it goes too.
      const crumbs = Array.from({ length: 4 }, (_, index) => join(folder, `crumbs-${index}`));
      for (const crumb of crumbs) writeUntilFull(crumb);
      for (let columns = 100; columns < 400; columns += 1) log.resized({ columns, rows: 43 });
      for (const file of [ballast, ...crumbs]) rmSync(file);
      await solved.promise;
      log.append(Buffer.from("more"));
      log.close();
      const raw = readFileSync(join(folder, "0.raw"));
      expect(raw.subarray(0, 12 * CHUNK).equals(patterned(0, 12 * CHUNK))).toBe(true);
      expect(readSizes(folder)).toHaveLength(301);
      expect(readSizes(folder).at(-1)).toEqual({ offset: 12 * CHUNK, size: { columns: 399, rows: 43 } });
    },
  );
});
