import type { Page } from "@playwright/test";
import { BenchServer } from "../support/bench-server.ts";
import { openBrowser } from "../support/open-browser.ts";
import {
  agentAt,
  messageName,
  prepareAgents,
  putMessage,
  TWELVE_AGENTS,
  TWELVE_PROGRAMS,
} from "../support/twelve-agents.ts";
import { limitRow, type Row } from "../support/report.ts";
import { quantile } from "../support/statistics.ts";

/** Of so many the quickest answer tells how far the page's clock is from ours, to half of what it took. */
const CLOCK_CALLS = 300;
/** The frames that follow a change are drawn before the next one. */
const REST_MS = 100;

/**
 * A file comes into the inbox of one of twelve agents: how long until the window has painted its badge with the new count.
 * The agents are stopped: nobody is told.
 */
export async function badge(samples: number): Promise<Row[]> {
  const browser = await openBrowser();
  const server = await BenchServer.create(TWELVE_PROGRAMS, { prepare: prepareAgents });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(markFrames);
    await page.goto(server.windowUrl);
    for (const agent of TWELVE_AGENTS) await page.locator(badgeOf(agent)).waitFor();
    const clock = await pageClock(page);
    const took: number[] = [];
    for (let number = 0; number < samples; number += 1) {
      const agent = agentAt(number);
      const count = String(Math.floor(number / TWELVE_AGENTS.length) + 1);
      const selector = `${badgeOf(agent)} [data-kind=message]`;
      await page.evaluate(watchBadge, { selector, count });
      const painted = page.evaluate(() => window.painted);
      // Behind the one before: from here on the page has nothing to do.
      await page.evaluate(() => null);
      const began = putMessage(server.project, agent, messageName(number));
      took.push((await painted) - (Number(began) / 1_000_000 - clock.offset));
      await page.waitForTimeout(REST_MS);
    }
    const note = `p50 ${quantile(took, 0.5).toFixed(1)} ms; the clocks agree to ${clock.error.toFixed(1)} ms`;
    const what = "an inbox file to its badge painted in the window, 12 agents, p99";
    return [limitRow(what, quantile(took, 0.99), 25, "ms", note)];
  } finally {
    await browser.close();
    await server.dispose();
  }
}

declare global {
  interface Window {
    /** Whether what changes now is painted with the frame that is being made. */
    isInFrame: boolean;
    /** Resolves with the page's time when the badge that is waited for has been painted. */
    painted: Promise<number>;
  }
}

function badgeOf(agent: string): string {
  return `li[data-agent="${agent}"] button[aria-label^="Inbox of"]`;
}

/** By how many milliseconds our clock is ahead of the page's. */
async function pageClock(page: Page): Promise<{ readonly offset: number; readonly error: number }> {
  let quickest = { offset: 0, error: Number.POSITIVE_INFINITY };
  for (let call = 0; call < CLOCK_CALLS; call += 1) {
    const asked = Number(process.hrtime.bigint()) / 1_000_000;
    const theirs = await page.evaluate(() => performance.now());
    const error = (Number(process.hrtime.bigint()) / 1_000_000 - asked) / 2;
    if (error < quickest.error) quickest = { offset: asked + error - theirs, error };
  }
  return quickest;
}

/** Runs in the page before all else: tells what changes within a frame's own callbacks from what waits for the next. */
function markFrames(): void {
  const request = window.requestAnimationFrame.bind(window);
  window.isInFrame = false;
  window.requestAnimationFrame = (work) =>
    request((time) => {
      window.isInFrame = true;
      // A message arrives when the frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port2.addEventListener("message", () => (window.isInFrame = false));
      port2.start();
      port1.postMessage(undefined);
      work(time);
    });
}

/** Runs in the page: waits for the frame in which a badge has this count. */
function watchBadge({ selector, count }: { readonly selector: string; readonly count: string }): void {
  window.painted = new Promise((resolve) => {
    const afterPaint = (): void => {
      const { port1, port2 } = new MessageChannel();
      port2.addEventListener("message", () => resolve(performance.now()));
      port2.start();
      port1.postMessage(undefined);
    };
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector)?.textContent !== count) return;
      observer.disconnect();
      if (window.isInFrame) afterPaint();
      else requestAnimationFrame(afterPaint);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
