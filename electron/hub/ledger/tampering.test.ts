import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { cleanUpLedgers, keyOf, ledgerFiles, newFolder, openHere } from "./test-ledger.test-support.ts";
import { verifyLedger } from "./verify-ledger.ts";

const LONG_TEST_MS = 120_000;
/** Lines of which the last is the newest; the first of each file opens it. */
const contents = new Map<string, Buffer>();

cleanUpLedgers();

/** A ledger of two files, with its head. */
beforeAll(async () => {
  const folder = newFolder();
  const ledger = await openHere(folder, { fileBytes: 1500 });
  for (const name of ["one", "two", "three"]) {
    await ledger.create([keyOf(name)]);
    const attempt = (await ledger.begin([keyOf(name)], "paste")) ?? expect.fail();
    await ledger.settle(attempt, {
      kind: "announced",
      how: "paste",
      proof: "The hook said so: \u00e9\ufffd.",
    });
  }
  await ledger.close();
  for (const name of readdirSync(folder)) contents.set(name, readFileSync(join(folder, name)));
});

function copyOfLedger(): string {
  const folder = newFolder();
  for (const [name, bytes] of contents) writeFileSync(join(folder, name), bytes);
  return folder;
}

function names(): string[] {
  return [...contents.keys()].filter((name) => name.endsWith(".jsonl")).toSorted();
}

function linesOf(name: string): string[] {
  return (contents.get(name)?.toString("utf8") ?? "").split("\n").slice(0, -1);
}

async function expectBroken(folder: string, file?: string, lines?: readonly number[]): Promise<void> {
  const { breakCount, breaks } = await verifyLedger(folder);
  expect(breakCount).toBeGreaterThan(0);
  if (file !== undefined) expect(breaks.map((found) => found.file)).toContain(file);
  if (lines !== undefined) expect(lines).toContain(breaks[0]?.line);
}

describe("a ledger that was tampered with", () => {
  it("is intact before that", async () => {
    expect(names().length).toBe(2);
    expect(await verifyLedger(copyOfLedger())).toMatchObject({ breakCount: 0, breaks: [] });
  });

  it(
    "says so, and where, whichever byte of it was changed",
    async () => {
      const random = seededRandom(3);
      const folder = copyOfLedger();
      for (const name of names()) {
        const bytes = contents.get(name) ?? expect.fail();
        let line = 1;
        for (let at = 0; at < bytes.length; at += 1) {
          const other = Buffer.from(bytes);
          other[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
          writeFileSync(join(folder, name), other);
          await expectBroken(folder, name, [line, line + 1]);
          if (bytes[at] === 10) line += 1;
        }
        writeFileSync(join(folder, name), bytes);
      }
    },
    LONG_TEST_MS,
  );

  it("says so when a line was removed, doubled, put elsewhere or put in", async () => {
    for (const name of names()) {
      const lines = linesOf(name);
      for (const [index, line] of lines.entries()) {
        const others = [
          lines.toSpliced(index, 1),
          lines.toSpliced(index, 0, line),
          lines.toSpliced(index, 0, ""),
          lines.toSpliced(index, 0, lines.at(index - 1) ?? ""),
          index === 0 ? lines.toReversed() : lines.with(index, lines[index - 1] ?? "").with(index - 1, line),
        ];
        for (const other of others) {
          const folder = copyOfLedger();
          writeFileSync(join(folder, name), other.map((text) => `${text}\n`).join(""));
          await expectBroken(folder);
        }
      }
    }
  });

  it("says so wherever its end was cut off", async () => {
    const name = names().at(-1) ?? expect.fail();
    const length = contents.get(name)?.length ?? 0;
    const folder = copyOfLedger();
    for (let bytes = length - 1; bytes >= 0; bytes -= 7) {
      truncateSync(join(folder, name), bytes);
      await expectBroken(folder, name);
    }
  });

  it("says so when a file is missing, was put back from before, or the head was taken away", async () => {
    const [first = "", last = ""] = names();
    for (const missing of [first, last, "head"]) {
      const folder = copyOfLedger();
      rmSync(join(folder, missing));
      await expectBroken(folder);
    }
    const swapped = copyOfLedger();
    renameSync(join(swapped, first), join(swapped, "kept"));
    copyFileSync(join(swapped, last), join(swapped, first));
    renameSync(join(swapped, "kept"), join(swapped, last));
    await expectBroken(swapped);
    const emptied = copyOfLedger();
    for (const name of names()) rmSync(join(emptied, name));
    await expectBroken(emptied);
    const damaged = copyOfLedger();
    writeFileSync(join(damaged, "head"), "nonsense");
    await expectBroken(damaged, "head");
  });

  it("goes on in a new chain that names the break, and knows what can still be read", async () => {
    const random = seededRandom(29);
    const name = names().at(-1) ?? expect.fail();
    const bytes = contents.get(name) ?? expect.fail();
    for (let round = 0; round < rounds(60); round += 1) {
      const folder = copyOfLedger();
      const other = Buffer.from(bytes);
      const at = random.below(bytes.length);
      other[at] = (other[at] ?? 0) ^ (1 + random.below(255));
      writeFileSync(join(folder, name), other);
      const ledger = await openHere(folder);
      expect(ledger.breaks.map(({ file }) => file)).toContain(name);
      await ledger.create([keyOf("after")]);
      await ledger.close();
      expect(ledgerFiles(folder).length).toBe(names().length + 1);
      const report = await verifyLedger(folder);
      expect(report.breaks).toEqual(ledger.breaks.map((found) => ({ ...found, namedIn: "000003.jsonl" })));
      expect(readFileSync(join(folder, name)).equals(other)).toBe(true);
      const next = await openHere(folder);
      expect(next.breaks).toEqual([]);
      expect(next.toAnnounce("qa").map(({ item }) => item)).toContain("after");
      await next.close();
    }
  });

  it("reads the earlier files when the last one cannot be relied on", async () => {
    const folder = copyOfLedger();
    const [, last = ""] = names();
    writeFileSync(join(folder, last), "nothing that could be read\n");
    const ledger = await openHere(folder);
    expect(ledger.breaks).toMatchObject([{ file: last, line: 1 }]);
    expect(ledger.get(keyOf("one"))?.notice.kind).toBe("announced");
  });

  it("never gives a line the number of one that was lost", async () => {
    const folder = copyOfLedger();
    const [, last = ""] = names();
    truncateSync(join(folder, last), linesOf(last)[0]?.length ?? 0);
    const before = linesOf(last).length;
    const ledger = await openHere(folder);
    await ledger.close();
    const opened = readFileSync(join(folder, "000003.jsonl"), "utf8").split("\n")[0] ?? "";
    const lastSeq = JSON.parse(linesOf(last)[before - 1] ?? "{}") as { readonly seq: number };
    expect(JSON.parse(opened)).toMatchObject({ seq: lastSeq.seq + 1, prev: "" });
  });
});

describe("a last line that a crash cut short", () => {
  /** The ledger as it was before its last line, and a part of that. */
  async function cutShort(keep: number): Promise<{ folder: string; part: string }> {
    const folder = newFolder();
    const ledger = await openHere(folder);
    await ledger.create([keyOf("one")]);
    await ledger.close();
    const head = readFileSync(join(folder, "head"));
    const next = await openHere(folder);
    await next.create([keyOf("two")]);
    await next.close();
    writeFileSync(join(folder, "head"), head);
    const file = join(folder, "000001.jsonl");
    const text = readFileSync(file, "utf8");
    const start = text.lastIndexOf("\n", text.length - 2) + 1;
    const part = text.slice(start).slice(0, keep);
    truncateSync(file, start + part.length);
    return { folder, part };
  }

  it("is kept aside, and the chain goes on over it", async () => {
    const { folder, part } = await cutShort(100);
    expect(await verifyLedger(folder)).toMatchObject({ breakCount: 0, unfinishedIn: "000001.jsonl" });
    const log: string[] = [];
    const ledger = await openHere(folder, { onLog: (line) => log.push(line) });
    expect(ledger.itemsOf("qa")).toMatchObject([keyOf("one")]);
    const [kept = ""] = readdirSync(folder).filter((name) => name.includes(".torn-"));
    expect(readFileSync(join(folder, kept), "utf8")).toBe(part);
    expect(log.join("")).toContain(kept);
    await ledger.create([keyOf("two")]);
    const report = await verifyLedger(folder);
    expect(report).toMatchObject({ breakCount: 0, counts: { created: 2, healed: 1 } });
    expect(report.unfinishedIn).toBeUndefined();
  });

  it("is given its end where nothing else is missing", async () => {
    const { folder } = await cutShort(-1);
    const ledger = await openHere(folder);
    expect(ledger.breaks).toEqual([]);
    expect(ledger.itemsOf("qa")).toMatchObject([keyOf("one"), keyOf("two")]);
    expect((await verifyLedger(folder)).unfinishedIn).toBeUndefined();
  });
});
