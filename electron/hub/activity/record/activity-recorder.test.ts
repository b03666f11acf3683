import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localDay } from "../../../../shared/usage/local-day.ts";
import { createJsonLog } from "../../log/json-log.ts";
import type { LineEntry } from "../sources/line-source.ts";
import { ActivityRecorder } from "./activity-recorder.ts";

const AT = new Date(2026, 1, 3, 12).getTime();
const FILE = `${localDay(AT)}.jsonl`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quorum-recorder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function entry(number: number, more: Partial<LineEntry> = {}): LineEntry {
  return {
    at: AT + number,
    kind: "tool",
    event: "used",
    agent: "qa",
    text: `number ${number}`,
    details: {},
    ...more,
  };
}

async function opened(options: { dayBytes?: number } = {}) {
  const recalled: string[] = [];
  const log: string[] = [];
  const recorder = new ActivityRecorder({
    folder: join(folder, "activity"),
    now: () => AT,
    log: createJsonLog((line) => log.push(line), Date.now),
    ...options,
  });
  await recorder.open(({ text }) => recalled.push(text));
  return { recorder, recalled, log };
}

function lines(file = FILE): string[] {
  return readFileSync(join(folder, "activity", file), "utf8").split("\n");
}

describe("the recorder", () => {
  it("writes a line for each entry into the file of its day, and recalls them in order", async () => {
    const { recorder } = await opened();
    const yesterday = AT - 86_400_000;
    recorder.record(Array.from({ length: 1000 }, (_, number) => entry(number)));
    recorder.record([entry(0, { at: yesterday, text: "yesterday" })]);
    await recorder.close();
    expect(readdirSync(join(folder, "activity"))).toEqual([`${localDay(yesterday)}.jsonl`, FILE]);
    expect(lines()).toHaveLength(1001);
    const { recorder: next, recalled } = await opened();
    expect(recalled.slice(0, 3)).toEqual(["yesterday", "number 0", "number 1"]);
    expect(recalled).toHaveLength(1001);
    await next.close();
  });

  it("goes on behind a line that a crash has torn, at whichever byte", async () => {
    const { recorder } = await opened();
    recorder.record([entry(1), entry(2)]);
    await recorder.close();
    const whole = lines().join("\n");
    for (let cut = whole.length - 1; cut > whole.length / 2; cut -= 9) {
      writeFileSync(join(folder, "activity", FILE), whole.slice(0, cut));
      const { recorder: next } = await opened();
      next.record([entry(3)]);
      await next.close();
      const { recorder: last, recalled } = await opened();
      expect(recalled.filter((text) => text !== "number 2")).toEqual(["number 1", "number 3"]);
      await last.close();
    }
  });

  it("lets turns and tools go when a day is full, says so once, and keeps what persons did", async () => {
    const { recorder } = await opened({ dayBytes: 2000 });
    for (let number = 0; number < 50; number += 1) {
      recorder.record([
        entry(number),
        entry(number, { kind: "asked", event: "allowed", text: `answer ${number}` }),
      ]);
      await recorder.drain();
    }
    await recorder.close();
    const text = lines().join("\n");
    expect(text.match(/day-full/g)).toHaveLength(1);
    expect(text.match(/answer/g)).toHaveLength(50);
    expect(text.match(/number/g)?.length).toBeLessThan(20);
  });

  it("says what is missing when the folder did not take it", async () => {
    const { recorder, log } = await opened();
    rmSync(join(folder, "activity"), { recursive: true });
    writeFileSync(join(folder, "activity"), "");
    recorder.record([entry(1), entry(2)]);
    await recorder.drain();
    expect(log.join("")).toContain("could not be recorded");
    rmSync(join(folder, "activity"));
    const { recorder: again } = await opened();
    await again.close();
    appendFileSync(join(folder, "activity", FILE), "");
    recorder.record([entry(3)]);
    await recorder.close();
    expect(lines().join("\n")).toContain("2 entries are missing here");
  });
});
