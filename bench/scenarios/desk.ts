import type { Row } from "../support/report.ts";
import { runParts } from "../support/run-parts.ts";
import { openBrowser } from "../support/open-browser.ts";
import { agentNames } from "../support/busy-agents.ts";
import { largeServer } from "../support/large-desk.ts";
import { burst } from "./desk/burst.ts";
import { busy } from "./desk/busy.ts";
import { grid } from "./desk/grid.ts";
import { opening } from "./desk/opening.ts";
import { start } from "./desk/start.ts";
import { typing } from "./desk/typing.ts";

export interface DeskOptions {
  /** How long the window is looked at while twelve agents work. */
  readonly busyMinutes: number;
  /** One part of it alone. */
  readonly part?: string | undefined;
}

/** The window on a project of 10,000 documents, 100,000 events and 10,000 items. */
export async function desk({ busyMinutes, part }: DeskOptions): Promise<Row[]> {
  const twelve = agentNames(12);
  const browser = await openBrowser();
  const server = await largeServer(twelve);
  const parts = {
    start: () => start(browser, server),
    typing: () => typing(browser, server),
    opening: () => opening(browser, server),
    burst: () => burst(browser, server),
    busy: () => busy(browser, server, { agents: twelve, minutes: busyMinutes }),
    grid: () => grid(browser),
  };
  try {
    return await runParts("desk", parts, part);
  } finally {
    await browser.close();
    await server.dispose();
  }
}
