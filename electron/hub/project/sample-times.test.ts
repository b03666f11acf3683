import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SOURCE_ASSETS } from "../testing/source-assets.test-support.ts";
import { moveSampleTimes } from "./sample-times.ts";

const LATEST = Date.parse("2026-10-07T09:12:08Z");
const DAY_MS = 86_400_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quorum-sample-"));
  await cp(SOURCE_ASSETS.sample, folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

it("moves all that happened by whole days, so that the latest was within the last day", async () => {
  const before = await namesBelow(folder);
  await moveSampleTimes(folder, LATEST + 45.5 * DAY_MS);
  const message = join(folder, ".claude/users/claude/inbox/msg-tu_ui-2026-11-21-091208.md");
  expect(await readFile(message, "utf8")).toContain("timestamp: 2026-11-21T09:12:08Z");
  const archive = join(folder, ".claude/users/qa/inbox-archive/2026-10-23");
  expect(await readdir(archive)).toContain("notif-CR-001-closed-2026-10-23.md");
  const history = await readFile(join(folder, "QMS/.audit/CR/CR-003.jsonl"), "utf8");
  for (const line of history.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("ts");
  expect(await namesBelow(folder)).toHaveLength(before.length);
});

it("leaves alone what the program was asked for, and its sources", async () => {
  await moveSampleTimes(folder, LATEST + 400 * DAY_MS);
  const variance = await readFile(join(folder, "QMS/INV/INV-001/INV-001-VAR-001-draft.md"), "utf8");
  expect(variance).toContain("2026-09-26T13:30Z");
  expect(await readFile(join(folder, "src/tides.mjs"), "utf8")).toBe(
    await readFile(join(SOURCE_ASSETS.sample, "src/tides.mjs"), "utf8"),
  );
});

it("keeps its times where the clock says that they are yet to come", async () => {
  const before = await namesBelow(folder);
  await moveSampleTimes(folder, LATEST - 90 * DAY_MS);
  expect(await namesBelow(folder)).toEqual(before);
});

async function namesBelow(path: string): Promise<readonly string[]> {
  return (await readdir(path, { recursive: true })).toSorted();
}

it("makes files as old as what they tell of", async () => {
  await moveSampleTimes(folder, LATEST + 45.5 * DAY_MS);
  const timeOf = async (path: string): Promise<string> =>
    (await stat(join(folder, path))).mtime.toISOString();
  expect(await timeOf("QMS/.meta/CR/CR-003.json")).toBe(await timeOf("QMS/.audit/CR/CR-003.jsonl"));
  expect(await timeOf("QMS/.meta/CR/CR-002.json")).toBe("2026-11-20T08:16:02.000Z");
  expect(await timeOf(".claude/users/qa/inbox/task-CR-002-pre_review-v0-1.md")).toBe(
    "2026-11-20T08:16:02.000Z",
  );
});
