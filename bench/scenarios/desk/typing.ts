import type { Browser, Page } from "@playwright/test";
import { openBarePage } from "../../support/bare-page.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { DOCUMENTS, goTo, openDesk } from "../../support/large-desk.ts";
import { traced } from "../../support/page-trace.ts";
import { claimRow, limitRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";
import { typeKeys, type TypedKeys } from "../../support/typed-keys.ts";

const WORDS = ["cr-1", "review", "tide scene", "inv-2 export", "claude", "var-00", "limit table", "zzz"];
const REST_MS = 60;
const WHEELS = 150;
const WHEEL_PIXELS = 480;
const WHEEL_REST_MS = 12;

/** Filtering and scrolling the table of ten thousand documents. */
export async function typing(browser: Browser, server: BenchServer): Promise<Row[]> {
  const bare = await openBarePage(browser);
  const floor = await typeWords(bare, "input");
  const bareGaps = await scroll(bare, "#scrolled");
  await bare.context().close();

  const page = await openDesk(browser, server);
  await goTo(page, "Documents", DOCUMENTS);
  const typed = await typeWords(page, '[data-view="Documents"] input[type="search"]');
  const took = typed.flatMap((word) => word.took);
  const isWhole = typed.every(
    ({ painted }, index) =>
      painted.map(({ value }) => value).join() === prefixesOf(WORDS[index] ?? "").join(),
  );
  // What is painted with the key is the answer, and not something before it.
  const counts = new Set(typed.flatMap(({ painted }) => painted.map(({ rows }) => rows)));
  const gaps = await scroll(page, '[role="grid"]');
  await page.context().close();
  const bareP99 = quantile(
    floor.flatMap((word) => word.took),
    0.99,
  );
  return [
    limitRow(
      `a key in the filter of 10,000 documents to its paint, p99 (p50 ${quantile(took, 0.5).toFixed(1)} ms)`,
      quantile(took, 0.99),
      30,
      "ms",
      `a bare field: p99 ${bareP99.toFixed(1)} ms, so ${(quantile(took, 0.99) / bareP99).toFixed(2)} times that`,
    ),
    claimRow(
      "… and each key is painted with the rows that are left",
      isWhole && counts.size > 8,
      `${took.length} keys`,
    ),
    limitRow(
      `the longest frame of ${gaps.count} while the table is scrolled (p99 ${gaps.p99.toFixed(1)} ms)`,
      gaps.longest,
      32,
      "ms",
      `an empty box: longest ${bareGaps.longest.toFixed(1)} ms, p99 ${bareGaps.p99.toFixed(1)} ms`,
    ),
    limitRow(
      "… the most that the page itself worked on in one task of it",
      gaps.mostWorked,
      32,
      "ms",
      `an empty box: ${bareGaps.mostWorked.toFixed(1)} ms`,
    ),
  ];
}

async function typeWords(page: Page, field: string): Promise<TypedKeys[]> {
  const typed: TypedKeys[] = [];
  for (const word of WORDS) {
    await page.fill(field, "");
    await page.focus(field);
    await page.waitForTimeout(REST_MS * 3);
    typed.push(await typeKeys(page, word, REST_MS));
  }
  await page.fill(field, "");
  return typed;
}

function prefixesOf(word: string): readonly string[] {
  return [...word].map((_, index) => word.slice(0, index + 1));
}

interface Scrolled {
  readonly count: number;
  readonly p99: number;
  readonly longest: number;
  /** By the thread's own time: what else runs on the machine is not in it. */
  readonly mostWorked: number;
}

async function scroll(page: Page, target: string): Promise<Scrolled> {
  const box = await page.locator(target).boundingBox();
  if (box === null) throw new Error(`${target} is not seen.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const turn = async (): Promise<void> => {
    for (let wheel = 0; wheel < WHEELS; wheel += 1) {
      await page.mouse.wheel(0, wheel < WHEELS * 0.7 ? WHEEL_PIXELS : -WHEEL_PIXELS);
      await page.waitForTimeout(WHEEL_REST_MS);
    }
  };
  const { tasks } = await traced(page, turn);
  const frames = await framesWhile(page, turn);
  return {
    count: frames.length,
    p99: quantile(frames, 0.99),
    longest: Math.max(...frames),
    mostWorked: Math.max(...tasks.map(({ worked }) => worked)),
  };
}

/** How long each frame lasted. Each is asked for: where nothing changes for a while, none would be drawn. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  const frames = await page.evaluateHandle(() => {
    const began: number[] = [];
    const request = (): number => requestAnimationFrame(note);
    let asked = request();
    function note(time: number): void {
      began.push(time);
      asked = request();
    }
    return { began, stop: () => cancelAnimationFrame(asked) };
  });
  await work();
  const began = await frames.evaluate(({ began: times, stop }) => {
    stop();
    return times;
  });
  return began.slice(1).map((at, index) => at - (began[index] ?? at));
}
