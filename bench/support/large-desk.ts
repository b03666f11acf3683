import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { LARGE, writeLargeProject } from "../../electron/hub/reader/testing/large-project.test-support.ts";
import { BenchServer } from "./bench-server.ts";
import { busyPrograms } from "./busy-agents.ts";
import { watchPaints, type Wanted } from "./page-paints.ts";

/** The dashboard says how many documents there are, and shows those that are open. */
export const DASHBOARD: Wanted = {
  selector: '[data-view="Dashboard"]',
  pattern: "of 10,\\d{3} documents.*[A-Z]+-\\d+",
};
export const DOCUMENTS: Wanted = { selector: '[role="grid"] [data-document]' };
/** What comes after the first load, such as places that are loaded ahead, is over by then. */
const SETTLED_MS = 4000;

/** The server on the project that speed is promised for, with agents that can be busy. */
export function largeServer(agents: readonly string[] = []): Promise<BenchServer> {
  return BenchServer.create(busyPrograms(agents), {
    prepare: (project) => writeLargeProject(project, { ...LARGE, until: Date.now() }),
  });
}

/** The desk of that project in a window of its own, quiet. */
export async function openDesk(browser: Browser, server: BenchServer): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await watchPaints(context);
  const page = await context.newPage();
  await page.goto(server.windowUrl);
  await page.evaluate((wanted) => window.paints.untilShown(wanted), DASHBOARD);
  await delay(SETTLED_MS);
  return page;
}

/** The button that leads to a place. */
function wayTo(title: string): string {
  return `nav[aria-label="Places"] button[title^="${title}"]`;
}

/** Goes to a place, and tells how long it took until it was painted. */
export function goTo(page: Page, title: string, wanted: Wanted): Promise<number> {
  return clickUntil(page, wayTo(title), wanted);
}

/** Clicks in the page, and tells how long it took until this was painted. */
export function clickUntil(page: Page, target: string, wanted: Wanted): Promise<number> {
  return page.evaluate(([from, to]) => window.paints.clickUntil(from, to), [target, wanted] as const);
}
