import type { Browser, Page } from "@playwright/test";
import { LINES_PER_SECOND } from "../../support/busy-agents.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { clickUntil, DASHBOARD, DOCUMENTS, goTo, openDesk } from "../../support/large-desk.ts";
import type { Wanted } from "../../support/page-paints.ts";
import { traced } from "../../support/page-trace.ts";
import { ProjectEvents } from "../../support/project-events.ts";
import { limitRow, type Row } from "../../support/report.ts";

export interface BusyOptions {
  readonly agents: readonly string[];
  readonly minutes: number;
}

const EVENT_EVERY_MS = 250;
const STAY_MS = 3000;
const TITLED = (title: string): Wanted => ({ selector: `[data-view="${title}"] h1` });

/** The window while twelve agents print and documents go on: a person looks at one place after another. */
export async function busy(
  browser: Browser,
  server: BenchServer,
  { agents, minutes }: BusyOptions,
): Promise<Row[]> {
  for (const agent of agents) await server.start(agent);
  const page = await openDesk(browser, server);
  await page.evaluate(watchLongTasks);
  const events = await ProjectEvents.of(server);
  const happening = setInterval(() => events.one(), EVENT_EVERY_MS);
  let most = 0;
  const ends = Date.now() + minutes * 60_000;
  let rounds = 0;
  try {
    while (Date.now() < ends) {
      const { tasks } = await traced(page, () => lookAround(page, agents[rounds % agents.length] ?? ""));
      // There are hundreds of thousands in ten minutes.
      for (const { worked } of tasks) most = Math.max(most, worked);
      rounds += 1;
    }
  } finally {
    clearInterval(happening);
  }
  const long = await page.evaluate(() => window.longTasks);
  await page.context().close();
  await server.stopAgents();
  return [
    limitRow(
      `the longest task in ${minutes} min with ${agents.length} agents that print ${LINES_PER_SECOND} lines a second (${rounds} times through all places)`,
      most,
      50,
      "ms",
      `by the clock, with what else ran here, ${long.length} above 50 ms, the longest ${Math.max(0, ...long).toFixed(0)} ms`,
    ),
  ];
}

declare global {
  interface Window {
    longTasks: number[];
  }
}

/** Runs in the page. */
function watchLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    window.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask" });
}

async function lookAround(page: Page, agent: string): Promise<void> {
  const stay = (): Promise<void> => page.waitForTimeout(STAY_MS);
  await goTo(page, "Documents", DOCUMENTS);
  await stay();
  await goTo(page, "Inboxes", TITLED("Inboxes"));
  await stay();
  await goTo(page, "Activity", TITLED("Activity"));
  await stay();
  await goTo(page, "All agents", TITLED("All agents"));
  await stay();
  await clickUntil(page, `li[data-agent="${agent}"] [data-agent-row]`, {
    selector: `[role=tabpanel][data-agent="${agent}"] .xterm-rows`,
    pattern: "line",
  });
  await stay();
  await goTo(page, "Dashboard", DASHBOARD);
  await stay();
}
