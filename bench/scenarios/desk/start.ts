import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { ROOT, type BenchServer } from "../../support/bench-server.ts";
import { withEmptyPage } from "../../support/empty-page.ts";
import { DASHBOARD } from "../../support/large-desk.ts";
import { watchPaints } from "../../support/page-paints.ts";
import { limitRow, ratioRow, type Row } from "../../support/report.ts";
import { median } from "../../support/statistics.ts";

const ROUNDS = 9;
/** What is smaller is no part of the documents. */
const LARGE_CHARACTERS = 10_000;
/** After so long without another part they are all there. */
const OVER_MS = 700;

declare global {
  interface Window {
    /** When the last part of the documents came. */
    lastPartAt?: number;
  }
}

/** From the start of the page to a dashboard that can be used, beside a page that shows nothing of what it is sent. */
export async function start(browser: Browser, server: BenchServer): Promise<Row[]> {
  // What the hub and the system's cache do only once is over then.
  await ourStart(browser, server);
  const [ours, filled, drawn, whole]: [number[], number[], number[], number[]] = [[], [], [], []];
  const sent: string[] = [];
  await withEmptyPage(async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const empty = await emptyStart(browser, server);
      drawn.push(empty.drawnAt);
      whole.push(empty.wholeAt);
      const own = await ourStart(browser, server);
      ours.push(own.usableAt);
      filled.push(own.filledAt);
      sent.push(...(round === 0 ? own.scripts : []));
    }
  });
  const baseline = `an empty React page, ${median(drawn).toFixed(0)} ms, and the transfer of all documents, in all ${median(whole).toFixed(0)} ms`;
  return [
    ratioRow(
      `from the page's start to a usable dashboard (${median(ours).toFixed(0)} ms; median of ${ROUNDS})`,
      median(ours) / median(whole),
      { atMost: 1.5 },
      baseline,
    ),
    {
      what: `… until the last of the 10,000 documents is there, which the dashboard does not wait for (${median(filled).toFixed(0)} ms)`,
      figure: (median(filled) / median(whole)).toFixed(2),
      baseline,
      goal: "—",
      isReached: undefined,
    },
    limitRow(
      `JavaScript that the dashboard loads first, gzipped (${sent.length} files)`,
      gzippedKilobytes(sent),
      350,
      "kB",
    ),
  ];
}

async function emptyStart(
  browser: Browser,
  server: BenchServer,
): Promise<{ readonly drawnAt: number; readonly wholeAt: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.windowUrl.replace("/#", "/empty/index.html#"));
  await page.waitForFunction(() => window.emptyPage !== undefined);
  const times = await page.evaluate(() => window.emptyPage);
  await context.close();
  return times ?? { drawnAt: Number.NaN, wholeAt: Number.NaN };
}

async function ourStart(
  browser: Browser,
  server: BenchServer,
): Promise<{ readonly usableAt: number; readonly filledAt: number; readonly scripts: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await watchPaints(context);
  await context.addInitScript(noteLargeParts, LARGE_CHARACTERS);
  const page = await context.newPage();
  await page.goto(server.windowUrl);
  const told = await page.evaluate(async (wanted) => {
    const usableAt = await window.paints.untilShown(wanted);
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    // What is loaded ahead for later is not waited for.
    const scripts = entries.filter(({ name, startTime }) => name.endsWith(".js") && startTime < usableAt);
    return { usableAt, scripts: scripts.map(({ name }) => new URL(name).pathname) };
  }, DASHBOARD);
  await page.waitForFunction((ms) => performance.now() - (window.lastPartAt ?? Infinity) > ms, OVER_MS);
  const filledAt = await page.evaluate(() => window.lastPartAt ?? Number.NaN);
  await context.close();
  return { ...told, filledAt };
}

/** Runs in the page before all else. */
function noteLargeParts(least: number): void {
  window.WebSocket = class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      this.addEventListener("message", ({ data }: MessageEvent<string>) => {
        if (data.length > least) window.lastPartAt = performance.now();
      });
    }
  };
}

function gzippedKilobytes(paths: readonly string[]): number {
  const files = paths.map((path) => readFileSync(join(ROOT, "out", "renderer", path)));
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000;
}
