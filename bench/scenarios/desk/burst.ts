import type { Browser } from "@playwright/test";
import type { BenchServer } from "../../support/bench-server.ts";
import { DASHBOARD, DOCUMENTS, goTo, openDesk } from "../../support/large-desk.ts";
import { traced, type PageTrace } from "../../support/page-trace.ts";
import { ProjectEvents } from "../../support/project-events.ts";
import { claimRow, limitRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";
import { typeKeys, type TypedKeys } from "../../support/typed-keys.ts";

const EVENTS = 1000;
const TEXT = "claude review cr-1";
const KEY_REST_MS = 40;
/** Until the last of it is drawn. */
const AFTER_MS = 500;

/** A thousand things happen within a second. */
export async function burst(browser: Browser, server: BenchServer): Promise<Row[]> {
  const page = await openDesk(browser, server);
  const events = await ProjectEvents.of(server);
  let lasted = 0;
  const happen = async (): Promise<void> => {
    lasted = await events.happen(EVENTS);
    await page.waitForTimeout(AFTER_MS);
  };
  const quiet = await traced(page, () => page.waitForTimeout(1500));
  // What is compiled with the first burst is compiled then; so it is with the table.
  await happen();
  const dashboard = await traced(page, happen);
  await goTo(page, "Documents", DOCUMENTS);
  await happen();
  const table = await traced(page, happen);
  const field = '[data-view="Documents"] input[type="search"]';
  await page.focus(field);
  let typed: TypedKeys | undefined;
  await Promise.all([happen(), typeKeys(page, TEXT, KEY_REST_MS).then((keys) => (typed = keys))]);
  const value = await page.inputValue(field);
  await page.fill(field, "");
  await goTo(page, "Dashboard", DASHBOARD);
  await page.context().close();
  const row = (where: string, { scriptingPerFrame }: PageTrace): Row =>
    limitRow(
      `${EVENTS} events in ${(lasted / 1000).toFixed(1)} s with ${where} open: scripting in a frame, p99 (p50 ${quantile(scriptingPerFrame, 0.5).toFixed(1)} ms, most ${Math.max(...scriptingPerFrame).toFixed(1)} ms, ${scriptingPerFrame.length} frames)`,
      quantile(scriptingPerFrame, 0.99),
      8,
      "ms",
      `while nothing happens: p99 ${quantile(quiet.scriptingPerFrame, 0.99).toFixed(1)} ms`,
    );
  return [
    row("the dashboard", dashboard),
    row("the table of documents", table),
    claimRow(
      "… and what is typed meanwhile is all there",
      value === TEXT && typed?.painted.length === TEXT.length,
      `${typed?.painted.length ?? 0} keys, each painted within ${quantile(typed?.took ?? [], 0.99).toFixed(0)} ms`,
    ),
  ];
}
