import type { Browser, Page } from "@playwright/test";
import { bareClicks } from "../../support/bare-page.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { clickUntil, DASHBOARD, DOCUMENTS, goTo, openDesk } from "../../support/large-desk.ts";
import type { Wanted } from "../../support/page-paints.ts";
import { limitRow, notMeasuredRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";

const TIMES = 20;
const REST_MS = 250;
const ACTIVITY: Wanted = { selector: '[role="listbox"] [role="option"]' };
const STEP_PIXELS = 900;
/** Among the rows that are drawn: below those that are drawn ahead, above the edge. */
const ROW_IN_SIGHT = 14;
const SEARCHES = ["review", "tide scene", "limit import", "sketch render table", "inbox"];

/** From a click to the place that it leads to. */
export async function opening(browser: Browser, server: BenchServer): Promise<Row[]> {
  const floor = await bareClicks(browser, TIMES);
  const baseline = (took: readonly number[]): string =>
    `a bare click's paint: p95 ${quantile(floor, 0.95).toFixed(1)} ms, so ${(quantile(took, 0.95) / quantile(floor, 0.95)).toFixed(1)} times that`;
  const page = await openDesk(browser, server);
  const activity = await goTo(page, "Activity", ACTIVITY);
  const tables: number[] = [];
  const documents: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await goTo(page, "Dashboard", DASHBOARD);
    await page.waitForTimeout(REST_MS);
    tables.push(await goTo(page, "Documents", DOCUMENTS));
    await page.waitForTimeout(REST_MS);
    documents.push(await openNext(page));
    await page.waitForTimeout(REST_MS);
  }
  const again = await goTo(page, "Activity", ACTIVITY);
  const searches = await search(page);
  await page.context().close();
  const opened = (what: string, took: readonly number[], limit: number): Row =>
    limitRow(
      `${what}, p95 of ${took.length} (p50 ${quantile(took, 0.5).toFixed(1)} ms)`,
      quantile(took, 0.95),
      limit,
      "ms",
      baseline(took),
    );
  return [
    opened("a click to the table of 10,000 documents", tables, 80),
    opened("a click to a document's page with its text", documents, 100),
    opened(
      "a key in the full-text search to its answer's paint",
      searches.map(({ took }) => took),
      100,
    ),
    notMeasuredRow(
      "the activity, from the click to its entries",
      `the first time ${activity.toFixed(0)} ms, when 100,000 events are read; later ${again.toFixed(0)} ms`,
    ),
  ];
}

/** Opens one document after another, each for the first time. */
async function openNext(page: Page): Promise<number> {
  await page.evaluate((pixels) => {
    const grid = document.querySelector('[role="grid"]');
    // At the beginning stand those whose files are odd.
    grid?.scrollTo({ top: Math.max(grid.scrollTop, grid.scrollHeight * 0.4) + pixels });
  }, STEP_PIXELS);
  await page.waitForTimeout(REST_MS);
  const row = page.locator('[role="grid"] [data-document]').nth(ROW_IN_SIGHT);
  const id = (await row.getAttribute("data-document")) ?? "";
  return clickUntil(page, `[role="grid"] [data-document="${id}"]`, {
    selector: `[data-view="${id}"] article`,
    pattern: "\\w{3}",
  });
}

/** Looks for words in all texts, once they have all been read. */
async function search(page: Page): Promise<{ readonly took: number }[]> {
  await goTo(page, "Documents", DOCUMENTS);
  await page.getByText("Full text", { exact: true }).click();
  const field = '[data-view="Documents"] input[type="search"]';
  await page.fill(field, "folder");
  await page.locator('[aria-label="Found documents"]').waitFor();
  await page.waitForFunction(() => document.querySelector("progress") === null);
  const all: { readonly took: number }[] = [];
  for (const words of [...SEARCHES, ...SEARCHES]) {
    await page.fill(field, words);
    await page.waitForTimeout(REST_MS);
    const answered = page.evaluate(untilAnswered);
    await page.focus(field);
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    all.push({ took: await answered });
    await page.waitForTimeout(REST_MS);
  }
  return all;
}

/** Runs in the page: from the next change of the field to the paint of another list. */
async function untilAnswered(): Promise<number> {
  const began = await new Promise<number>((resolve) =>
    document.addEventListener("input", () => resolve(performance.now()), { once: true, capture: true }),
  );
  await new Promise<void>((resolve) => {
    const results = document.querySelector('[data-view="Documents"] [role="status"]')?.parentElement;
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    if (results) observer.observe(results, { subtree: true, childList: true, characterData: true });
  });
  return (await window.paints.untilPainted()) - began;
}
