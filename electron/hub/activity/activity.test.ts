import { appendFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ActivityChange, ActivityEntry } from "../../../shared/contract/activity.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

let test: TestHost;

async function writeHistory(id: string, lines: readonly object[]): Promise<void> {
  const folder = join(test.project, "QMS", ".audit", "CR");
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, `${id}.jsonl`), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function texts(entries: readonly ActivityEntry[]): string[] {
  return entries.map(({ text }) => text);
}

/** Follows the stream until an entry is told that is looked for; answers with all entries that were told. */
async function until(isIt: (entry: ActivityEntry) => boolean, begun: () => void = () => undefined) {
  const stop = new AbortController();
  const told: ActivityEntry[] = [];
  const changes = test.host.hub.activity.changes({ filter: {}, limit: 200 }, stop.signal);
  for await (const change of changes) {
    const { entries, kind }: ActivityChange = change;
    told.push(...entries);
    if (kind === "snapshot") begun();
    if (entries.filter(isIt).length > 0) stop.abort();
  }
  return told;
}

describe("the activity of a project", () => {
  beforeEach(async () => {
    test = await TestHost.create("echo here; read line");
  });
  afterEach(() => test.dispose());

  it("tells what agents do, and the histories of documents, in one order", async () => {
    const running = until(({ kind, event }) => kind === "state" && event === "running");
    await test.host.hub.start(QA);
    await running;
    const at = new Date().toISOString();
    const made = until(
      ({ document }) => document === "CR-001",
      () =>
        void writeHistory("CR-001", [
          {
            ts: "2026-01-02T03:04:05+00:00",
            event: "CREATE",
            user: "claude",
            version: "0.1",
            title: "A title",
          },
          {
            ts: at,
            event: "REVIEW",
            user: "qa",
            version: "0.1",
            outcome: "RECOMMEND",
            comment: "Good \u001b[2J",
          },
        ]).then(() => writeDocument("CR-001")),
    );
    expect(texts(await made)).toContain("CR-001 reviewed by qa (recommend): Good");
    const { entries } = await test.host.hub.activity.page({ filter: {}, limit: 200 }, undefined);
    expect(texts(entries.slice(0, 1))).toEqual(["CR-001 reviewed by qa (recommend): Good"]);
    expect(texts(entries.slice(-1))).toEqual(["CR-001 made by claude: A title"]);
    expect(entries.map(({ id }) => id)).toEqual(
      entries
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  it("records each thing once, also when the hub is started anew", async () => {
    const running = until(({ event }) => event === "running");
    await test.host.hub.start(QA);
    await running;
    await test.host.close();
    await test.boot();
    await test.host.openProject(test.project);
    await test.becomes("running");
    const [file = ""] = await readdir(join(test.project, ".quorum", "activity"));
    const before = await readFile(join(test.project, ".quorum", "activity", file), "utf8");
    const stopped = until(({ event }) => event === "stopped");
    await test.host.hub.stop(QA, "by-force");
    await stopped;
    const events = before
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).event);
    expect(events).toEqual(["launch", "starting", "running"]);
    const { entries } = await test.host.hub.activity.page(
      { filter: { kinds: ["state"] }, limit: 10 },
      undefined,
    );
    expect(entries.map(({ event }) => event)).toEqual(["stopped", "stopping", "running", "starting"]);
  });

  it("tells a burst in parts and in full, and ends what nobody waits for", async () => {
    const first = await test.host.hub.activity.page({ filter: {}, limit: 1 }, undefined);
    expect(first.entries.length).toBeLessThanOrEqual(1);
    const folder = join(test.project, ".quorum", "activity");
    const file = join(folder, "2026-02-03.jsonl");
    const line = (number: number): string =>
      `${JSON.stringify({ at: 1_770_000_000_000 + number, kind: "tool", event: "used", agent: "qa", text: `number ${number}` })}\n`;
    let found = 0;
    let ended = 0;
    await until(
      ({ text }) => {
        if (text.startsWith("number")) found += 1;
        // A thing that is recorded by the hub itself makes it look at all that is recorded.
        return found === 1000;
      },
      () => {
        void writeFile(file, Array.from({ length: 1000 }, (_, number) => line(number)).join("")).then(() =>
          test.host.hub.start(QA),
        );
      },
    );
    expect(found).toBe(1000);
    const stop = new AbortController();
    const search = test.host.hub.activity
      .page({ filter: { text: "nowhere" }, limit: 1 }, undefined, stop.signal)
      .catch(() => (ended += 1));
    stop.abort();
    await search;
    expect(ended).toBe(1);
    const after = await test.host.hub.activity.page({ filter: { text: "number 999" }, limit: 5 }, undefined);
    expect(texts(after.entries)).toEqual(["number 999"]);
  });

  it("is the same timeline when the hub was started anew, with the days of its agents", async () => {
    const running = until(({ event }) => event === "running");
    await test.host.hub.start(QA);
    await running;
    const before = await test.host.hub.activity.page({ filter: {}, limit: 50 }, undefined);
    await test.host.close();
    expect(await readdir(join(test.project, ".quorum", "activity"))).toContain("index");
    await test.boot();
    await test.host.openProject(test.project);
    const after = await test.host.hub.activity.page({ filter: {}, limit: 50 }, undefined);
    expect(after).toEqual(before);
    const { states } = await test.host.hub.activity.timeline(QA, undefined);
    expect(states.map(({ state }) => state)).toEqual(["starting", "running"]);
    let text = "";
    const { signal } = new AbortController();
    for await (const part of test.host.hub.activity.exported({}, "jsonl", signal)) text += part.text;
    expect(text.trim().split("\n")).toHaveLength(after.entries.length);
  });
});

async function writeDocument(id: string): Promise<void> {
  const folder = join(test.project, "QMS", "CR", id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${id}-draft.md`), `---\ntitle: A title\n---\n`);
}
