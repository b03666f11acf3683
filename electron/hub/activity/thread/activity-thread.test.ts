import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJsonLog } from "../../log/json-log.ts";
import { SOURCE_ASSETS } from "../../testing/source-assets.test-support.ts";
import { ActivityThread } from "./activity-thread.ts";

describe("the thread that reads the timeline", () => {
  let root: string;
  let recordFolder: string;
  let thread: ActivityThread;

  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), "quorum-activity-")));
    recordFolder = join(root, "activity");
    await mkdir(recordFolder);
    await writeFile(
      join(recordFolder, "2026-02-03.jsonl"),
      `${JSON.stringify({ at: 1_770_120_000_000, kind: "turn", event: "began", agent: "qa", text: "qa began" })}\n`,
    );
    thread = new ActivityThread({
      setup: { root, ledgerFolder: join(root, "ledger"), recordFolder },
      program: SOURCE_ASSETS.activityReader,
      log: createJsonLog(() => undefined, Date.now),
      idleMs: 1,
    });
  });

  afterEach(async () => {
    await thread.close();
    await rm(root, { recursive: true, force: true });
  });

  async function texts(): Promise<readonly string[]> {
    const page = await thread.call("page", { filter: {}, limit: 10, before: undefined });
    return page.entries.map(({ text }) => text);
  }

  it("is there only while somebody looks, keeps what it read, and reads again for the next one", async () => {
    thread.hint({ kind: "recorded" });
    expect(thread.isReading).toBe(false);
    expect(await texts()).toEqual(["qa began"]);
    await expect.poll(() => thread.isReading).toBe(false);
    expect(await texts()).toEqual(["qa began"]);
    await thread.close();
    expect(await readdir(recordFolder)).toContain("index");
  });

  it("stays for as long as somebody follows", async () => {
    const unfollow = thread.follow();
    expect(await texts()).toEqual(["qa began"]);
    await texts();
    expect(thread.isReading).toBe(true);
    unfollow();
    await expect.poll(() => thread.isReading).toBe(false);
  });

  it("answers nobody once it is closed", async () => {
    await thread.close();
    await expect(texts()).rejects.toThrow("Try again in a moment");
  });
});
