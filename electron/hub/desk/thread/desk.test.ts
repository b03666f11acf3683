import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Flow } from "../../../../shared/contract/desk.ts";
import { SearchResult } from "../../../../shared/contract/qms-search.ts";
import { writeLargeProject } from "../../reader/testing/large-project.test-support.ts";
import { auditLine, documentText, ProjectFiles } from "../../reader/testing/project-files.test-support.ts";
import { Desk } from "./desk.ts";
import type { FromDesk } from "./messages.ts";

const NOW = new Date("2026-06-15T12:00:00").getTime();
const HOUR_MS = 3_600_000;

describe("the desk's thread", () => {
  let files: ProjectFiles;
  let desk: Desk;
  let told: FromDesk[];
  let wake: () => void;

  beforeEach(() => {
    files = new ProjectFiles(realpathSync(mkdtempSync(join(tmpdir(), "quorum-desk-"))));
    told = [];
    wake = () => undefined;
    begin();
  });

  afterEach(() => {
    desk.close();
    rmSync(files.root, { recursive: true, force: true });
  });

  function begin(): void {
    desk = new Desk(
      { root: files.root },
      (message) => {
        told.push(message);
        wake();
      },
      () => NOW,
    );
  }

  async function next<T>(find: (message: FromDesk) => T | undefined): Promise<T> {
    for (;;) {
      const found = told.map(find).find((one) => one !== undefined);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  async function figures(isRight: (flow: Flow) => boolean): Promise<Flow> {
    return next((message) => {
      const flow = message.kind === "flow" ? Flow.parse(JSON.parse(message.json)) : undefined;
      return flow !== undefined && isRight(flow) ? flow : undefined;
    });
  }

  let nextId = 1;
  async function search(query: string, limit = 10): Promise<SearchResult> {
    const id = (nextId += 1);
    await desk.take({ kind: "search", id, query, limit });
    return SearchResult.parse(
      await next((message) => (message.kind === "found" && message.id === id ? message.result : undefined)),
    );
  }

  it("draws the figures from the audit trail that come out when they are worked out otherwise", async () => {
    writeLargeProject(files.root, { documents: 200, events: 3000, items: 0, until: NOW - HOUR_MS });
    await desk.take({ kind: "follow-flow" });
    const flow = await figures(({ read, histories }) => read === histories);
    const expected = independentFigures(files.root, NOW);
    expect(expected.all.review.length).toBeGreaterThan(50);
    expect(expected.all.sentBack).toBeGreaterThan(10);
    expect(flow.days).toHaveLength(90);
    expect(flow.days.at(-1)?.day).toBe("2026-06-15");
    for (const { day, events } of flow.days)
      expect([day, events]).toEqual([day, expected.days.get(day) ?? 0]);
    expect(flow.today.events).toBe(expected.days.get("2026-06-15"));
    expect(Object.values(flow.today.byEvent).reduce((sum, count) => sum + count, 0)).toBe(flow.today.events);
    for (const [index, days] of [30, 90, undefined].entries()) {
      const from = days === undefined ? -Infinity : NOW - days * 24 * HOUR_MS;
      const period = flow.periods[index];
      expect(period?.days).toBe(days);
      for (const kind of ["review", "approval", "execution"] as const) {
        const times = expected.all[kind].filter(({ end }) => end >= from).map(({ ms }) => ms);
        expect(period?.all[kind]).toMatchObject({ count: times.length, median: medianOf(times) });
      }
      const crs = expected.all.review.filter(({ end, id }) => end >= from && /^CR-\d+$/.test(id));
      expect(period?.byType["CR"]?.review.count ?? 0).toBe(crs.length);
    }
    expect(flow.periods[2]?.all).toMatchObject({
      rounds: expected.all.review.length + expected.all.approval.length,
      sentBack: expected.all.sentBack,
    });
  });

  it("keeps the figures up to date, history by history", async () => {
    files.document("CR-001", "CR", { folder: "CR/CR-001" });
    await desk.take({ kind: "follow-flow" });
    await figures(({ read }) => read === 1);
    const line = auditLine("CHECKIN", { ts: new Date(NOW).toISOString(), user: "qa" });
    files.write("QMS/.audit/CR/CR-001.jsonl", `${line}\n${line}\n{"torn`);
    files.write("QMS/.audit/CR/CR-002.jsonl", `${line}\n`);
    await desk.take({ kind: "changed", ids: ["CR-001", "CR-002", "CR-003"] });
    const { today } = await figures((flow) => flow.today.events > 0);
    expect(today).toMatchObject({ events: 3, byEvent: { CHECKIN: 3 }, byUser: { qa: 3 } });
    expect(today.latest).toHaveLength(3);
  });

  it("finds documents whose title, body or comments have all the words, the better ones first", async () => {
    files.document("CR-001", "CR", {
      folder: "CR/CR-001",
      text: documentText("Raise the limit", "# Limits\n\nHarbours have tides, and tides turn.\n"),
    });
    files.document("CR-002", "CR", {
      folder: "CR/CR-002",
      text: documentText("Tide tables", "Nothing here.\n"),
    });
    files.document("SOP-001", "SOP", { folder: "SOP", title: "Other", meta: { status: "EFFECTIVE" } });
    files.write(
      "QMS/.audit/SOP/SOP-001.jsonl",
      `${auditLine("REVIEW", { user: "qa", outcome: "RECOMMEND", comment: "The \u001b[31mtide is\nhigh" })}\n`,
    );
    const { hits, total, searched, documents } = await search("tid");
    expect([total, searched, documents]).toEqual([3, 3, 3]);
    expect(hits.map(({ id }) => id)).toEqual(["CR-002", "CR-001", "SOP-001"]);
    expect(hits[0]?.matches).toEqual([
      { field: "title", snippet: "Tide tables", ranges: [{ start: 0, end: 3 }] },
    ]);
    expect(hits[1]?.matches).toMatchObject([
      { field: "body", snippet: "Limits Harbours have tides, and tides turn." },
    ]);
    expect(marked(hits[1]?.matches[0])).toEqual(["tid", "tid"]);
    expect(hits[2]?.matches).toMatchObject([{ field: "comment", snippet: "The tide is high", user: "qa" }]);
    expect((await search("harbours LIMIT")).hits.map(({ id }) => id)).toEqual(["CR-001"]);
    expect((await search("harbours moon")).hits).toEqual([]);
    expect((await search("cr-002")).hits.map(({ id }) => id)).toEqual(["CR-002"]);
    expect((await search(" -- ")).total).toBe(0);
  });

  it("finds what changed since, and not what is gone", async () => {
    files.document("CR-001", "CR", { folder: "CR/CR-001", title: "Alpha" });
    expect((await search("alpha")).total).toBe(1);
    files.document("CR-001", "CR", { folder: "CR/CR-001", title: "Beta" });
    files.document("CR-002", "CR", { folder: "CR/CR-002", title: "Alpha" });
    await desk.take({ kind: "changed", ids: ["CR-001", "CR-002"] });
    expect((await search("alpha")).hits.map(({ id }) => id)).toEqual(["CR-002"]);
    expect((await search("beta")).hits.map(({ id }) => id)).toEqual(["CR-001"]);
    rmSync(files.path("QMS/CR/CR-002"), { recursive: true });
    await desk.take({ kind: "changed", ids: ["CR-002"] });
    expect((await search("alpha")).total).toBe(0);
  });

  it("says nothing to a search that was taken back, and searches on", async () => {
    writeLargeProject(files.root, { documents: 100, events: 300, items: 0 });
    const first = desk.take({ kind: "search", id: 1000, query: "tide", limit: 5 });
    await desk.take({ kind: "cancel", id: 1000 });
    await first;
    await expect.poll(async () => (await search("tide", 5)).hits, { timeout: 10_000 }).toHaveLength(5);
    expect(told.some((message) => message.kind === "found" && message.id === 1000)).toBe(false);
  });

  it("finds the same when it has been made anew since as when it is new", async () => {
    writeLargeProject(files.root, { documents: 60, events: 600, items: 0 });
    await expect.poll(async () => (await search("tide")).isWhole, { timeout: 10_000 }).toBe(true);
    const ids = readdirSync(files.path("QMS/.audit/CR")).map((name) => name.replace(".jsonl", ""));
    for (let round = 0; round < 20; round += 1) await desk.take({ kind: "changed", ids });
    const worn = await search("tide sketch", 200);
    desk.close();
    begin();
    await expect.poll(async () => (await search("tide")).isWhole, { timeout: 10_000 }).toBe(true);
    expect(worn).toEqual(await search("tide sketch", 200));
  });
});

function marked(match: SearchResult["hits"][number]["matches"][number] | undefined): string[] {
  return (match?.ranges ?? []).map(({ start, end }) => match?.snippet.slice(start, end) ?? "");
}

interface Timed {
  readonly id: string;
  readonly end: number;
  readonly ms: number;
}

/** The same figures, line by line and without any rule of the product. */
function independentFigures(root: string, now: number) {
  const days = new Map<string, number>();
  const all = { review: [] as Timed[], approval: [] as Timed[], execution: [] as Timed[], sentBack: 0 };
  for (const type of readdirSync(join(root, "QMS/.audit"))) {
    for (const file of readdirSync(join(root, "QMS/.audit", type))) {
      if (file.endsWith(".source.jsonl")) continue;
      const id = file.replace(".jsonl", "");
      const open: { review?: number; approval?: number; execution?: number } = {};
      let hasObjection = false;
      for (const line of readFileSync(join(root, "QMS/.audit", type, file), "utf8").split("\n")) {
        const event = parsed(line);
        if (event === undefined) continue;
        const { ts, timestamp, event: name, from_status: from = "", to_status: to = "", outcome } = event;
        const text = ts ?? timestamp ?? "";
        const at = Date.parse(/Z|\+/.test(text) ? text : `${text}Z`);
        const date = new Date(at);
        const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
          .map((n) => String(n).padStart(2, "0"))
          .join("-");
        if (at <= now) days.set(day, (days.get(day) ?? 0) + 1);
        const finish = (kind: "review" | "approval" | "execution"): void => {
          const since = open[kind];
          if (since === undefined) return;
          all[kind].push({ id, end: at, ms: at - since });
          delete open[kind];
        };
        if (name === "ROUTE_REVIEW") [open.review, hasObjection] = [at, false];
        if (name === "ROUTE_APPROVAL") open.approval = at;
        if (name === "REVIEW" && outcome === "UPDATES_REQUIRED") hasObjection = true;
        if (name === "REJECT" && open.approval !== undefined) {
          all.sentBack += 1;
          finish("approval");
        }
        if (/^IN_.*REVIEW$/.test(from) && to.endsWith("REVIEWED") && open.review !== undefined) {
          if (hasObjection) all.sentBack += 1;
          finish("review");
        }
        if (name === "EFFECTIVE" || (from.endsWith("APPROVAL") && /APPROVED$|EFFECTIVE/.test(to)))
          finish("approval");
        if (name === "RELEASE" || to === "IN_EXECUTION") open.execution ??= at;
        if (from === "IN_EXECUTION") finish("execution");
      }
    }
  }
  return { days, all };
}

function parsed(line: string): Record<string, string> | undefined {
  try {
    const value = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(half)]
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
