import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { readLines } from "./read-lines.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quorum-lines-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface ReadLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isEnded: boolean;
  readonly isTooLong: boolean;
}

async function linesOf(text: string, mostBytes: number, from = 0): Promise<ReadLine[]> {
  const file = join(folder, "lines");
  writeFileSync(file, text);
  const handle = await open(file);
  const all: ReadLine[] = [];
  try {
    for await (const lines of readLines(handle, { from, mostBytes }))
      all.push(...lines.map(({ bytes, ...line }) => ({ ...line, text: bytes.toString() })));
    return all;
  } finally {
    await handle.close();
  }
}

describe("readLines", () => {
  it("tells where each line is, and whether its end is there", async () => {
    expect(await linesOf("one\n\nthree", 100)).toEqual([
      { text: "one", start: 0, end: 4, isEnded: true, isTooLong: false },
      { text: "", start: 4, end: 5, isEnded: true, isTooLong: false },
      { text: "three", start: 5, end: 10, isEnded: false, isTooLong: false },
    ]);
    expect(await linesOf("one\ntwo\n", 100, 4)).toMatchObject([{ text: "two", start: 4, end: 8 }]);
    expect(await linesOf("", 100)).toEqual([]);
  });

  it("keeps only the beginning of a line that is too long", async () => {
    const [first, second] = await linesOf(`${"x".repeat(300_000)}\nnext\n`, 1000);
    expect(first).toMatchObject({ text: "x".repeat(1000), end: 300_001, isTooLong: true, isEnded: true });
    expect(second).toMatchObject({ text: "next", isTooLong: false });
  });

  it("gives the same lines wherever the parts of the file begin", async () => {
    const random = seededRandom(31);
    for (let round = 0; round < rounds(20); round += 1) {
      const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(random.below(15_000)));
      const lines = await linesOf(texts.map((text) => `${text}\n`).join(""), 1_000_000);
      expect(lines.map(({ text }) => text)).toEqual(texts);
    }
  });
});
