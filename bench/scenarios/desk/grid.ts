import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { agentNames, busyPrograms, LINES_PER_SECOND } from "../../support/busy-agents.ts";
import { BenchServer } from "../../support/bench-server.ts";
import { privateMemoryOf } from "../../support/memory-of.ts";
import { goTo } from "../../support/large-desk.ts";
import { watchPaints } from "../../support/page-paints.ts";
import { limitRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";

const AGENTS = 24;
const KEYS = 100;
const KEY_REST_MS = 80;
const LAST_ECHO_MS = 3000;
const SETTLED_MS = 5000;
const PATIENCE_MS = 90_000;

/** The screens of 24 agents that all print: typing in one of them, and what they cost. */
export async function grid(browser: Browser): Promise<Row[]> {
  const names = agentNames(AGENTS);
  const server = await BenchServer.create(busyPrograms(names), { prepare: allowAll });
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1300 } });
    await watchPaints(context);
    const page = await context.newPage();
    await page.goto(server.windowUrl);
    await page.waitForTimeout(SETTLED_MS);
    for (const name of names) await server.start(name);
    await page.waitForTimeout(SETTLED_MS);
    const before = await pageMemory(browser);
    await goTo(page, "All agents", { selector: '[data-view="All agents"] [data-agent]' });
    await page.getByText("Small", { exact: true }).click();
    await page.waitForFunction(
      (count) => document.querySelectorAll('canvas[aria-label*="line "]').length === count,
      AGENTS,
      { timeout: PATIENCE_MS },
    );
    await page.waitForTimeout(SETTLED_MS);
    const shown = await pageMemory(browser);
    const typed = names[7] ?? "";
    await page.getByRole("button", { name: `Type in ${typed} here` }).click();
    const inGrid = await typeInto(page, typed);
    await page.locator(`li[data-agent="${typed}"] [data-agent-row]`).click();
    const alone = await typeInto(page, typed);
    await context.close();
    return [
      limitRow(
        `a key in one of ${AGENTS} screens that print ${LINES_PER_SECOND} lines a second, to its painted echo, p99 (p50 ${quantile(inGrid, 0.5).toFixed(0)} ms)`,
        quantile(inGrid, 0.99),
        50,
        "ms",
        `in its own tab: p99 ${quantile(alone, 0.99).toFixed(0)} ms, p50 ${quantile(alone, 0.5).toFixed(0)} ms; ratio of p50 ${(quantile(inGrid, 0.5) / quantile(alone, 0.5)).toFixed(2)}`,
      ),
      limitRow(
        "the page's memory for each screen that is seen",
        (shown - before) / AGENTS,
        25,
        "MB",
        `without them ${before.toFixed(0)} MB`,
      ),
    ];
  } finally {
    await server.dispose();
  }
}

/** Lets all of them run at once. */
function allowAll(project: string): void {
  const limits = { running: AGENTS, starting: 4 };
  mkdirSync(join(project, ".quorum"), { mode: 0o700 });
  writeFileSync(
    join(project, ".quorum", "policies.json"),
    JSON.stringify({ version: 1, agents: {}, limits }),
    { mode: 0o600 },
  );
}

/** What the largest of the browser's pages holds for itself, in megabytes. */
async function pageMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer");
  return Math.max(...(await Promise.all(pages.map(({ id }) => privateMemoryOf(id)))));
}

async function typeInto(page: Page, agent: string): Promise<number[]> {
  const terminal = page.locator(".xterm-helper-textarea").first();
  await terminal.focus();
  await page.waitForFunction(() => document.querySelector(".xterm-rows")?.textContent?.includes("line "));
  await page.waitForTimeout(1500);
  await page.evaluate(watchEchoes);
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press("x");
    await page.waitForTimeout(KEY_REST_MS);
  }
  await page.waitForTimeout(LAST_ECHO_MS);
  const echoes = await page.evaluate(() => window.echoes);
  if (echoes.length < KEYS) throw new Error(`Of ${KEYS} keys ${agent} has answered ${echoes.length}.`);
  return echoes;
}

declare global {
  interface Window {
    echoes: number[];
    endEchoes?: () => void;
    /** How many keys the agent was given. */
    lastCount?: number;
  }
}

/** Runs in the page: how long each key takes until the line with the count of keys was painted. */
function watchEchoes(): void {
  window.endEchoes?.();
  window.echoes = [];
  const shown = (): number => {
    const text = document.querySelector(".xterm-rows")?.textContent ?? "";
    return Number(/.*K(\d+)X/.exec(text)?.[1] ?? 0);
  };
  const waiting: { readonly count: number; readonly at: number }[] = [];
  let count = Math.max(shown(), window.lastCount ?? 0);
  const onKey = ({ timeStamp }: Event): void => {
    count += 1;
    window.lastCount = count;
    waiting.push({ count, at: timeStamp });
  };
  const observer = new MutationObserver(() => {
    const now = shown();
    const painted = waiting.filter((one) => one.count <= now);
    waiting.splice(0, painted.length);
    if (painted.length === 0) return;
    void window.paints.untilPainted().then((at) => {
      window.echoes.push(...painted.map((one) => at - one.at));
    });
  });
  const rows = document.querySelector(".xterm-rows");
  if (rows !== null) observer.observe(rows, { subtree: true, childList: true, characterData: true });
  document.addEventListener("keydown", onKey, { capture: true });
  window.endEchoes = () => {
    observer.disconnect();
    document.removeEventListener("keydown", onKey, { capture: true });
  };
}
