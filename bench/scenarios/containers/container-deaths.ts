import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { projectId } from "../../../electron/hub/runtimes/docker/containers/labels.ts";
import { ownContainers } from "../../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { LineReader } from "../../../shared/link/agent-calls.ts";
import type { BenchEngine } from "../../support/bench-engine.ts";
import type { BenchServer } from "../../support/bench-server.ts";
import { openBrowser } from "../../support/open-browser.ts";
import { limitRow, type Row } from "../../support/report.ts";
import { quantile } from "../../support/statistics.ts";
import { TWELVE_AGENTS } from "../../support/twelve-agents.ts";

const LIMIT_MS = 100;
/** What follows a death, such as reading what the terminal showed last, is over before the next one. */
const REST_MS = 1000;
const MOST_BYTES = 1024 * 1024;

/** Containers are killed behind the hub's back: from the moment that the engine's event names until the window has painted it. */
export async function containerDeaths(
  { docker }: BenchEngine,
  server: BenchServer,
  samples: number,
): Promise<Row> {
  const browser = await openBrowser();
  const project = projectId(server.project);
  const died = new Map<string, (at: number) => void>();
  const events = (await docker.getEvents({ filters: { type: ["container"], event: ["die"] } })) as Readable;
  const lines = new LineReader(MOST_BYTES);
  events.on("data", (bytes: Uint8Array) =>
    lines.push(bytes, (line) => {
      if (line.trim() === "") return;
      const { id, timeNano } = JSON.parse(line);
      died.get(id)?.(timeNano / 1_000_000);
    }),
  );
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server.windowUrl);
    const took: number[] = [];
    while (took.length < samples) {
      for (const { id, agent } of await ownContainers(docker, project)) {
        if (took.length === samples) break;
        const row = `li[data-agent="${agent}"]`;
        await page.locator(`${row}[data-state="running"]`).waitFor();
        await delay(REST_MS);
        const event = new Promise<number>((resolve) => void died.set(id, resolve));
        await page.evaluate(watchRow, row);
        const painted = page.evaluate(() => window.shownDead);
        await docker.getContainer(id).kill();
        took.push((await painted) - (await event));
      }
      if (took.length === samples) break;
      for (const agent of TWELVE_AGENTS) await server.start(agent);
    }
    const note = `p50 ${quantile(took, 0.5).toFixed(0)} ms, highest ${Math.max(...took).toFixed(0)} ms`;
    const what = `a container's death, from the engine's event to the window (${samples} deaths, p95)`;
    return limitRow(what, quantile(took, 0.95), LIMIT_MS, "ms", note);
  } finally {
    events.destroy();
    await browser.close();
  }
}

declare global {
  interface Window {
    /** Resolves with the wall clock's time when an agent's row has been painted as no longer running. */
    shownDead: Promise<number>;
  }
}

/** Runs in the page. The wall clock is the engine's too: both run on this machine. */
function watchRow(selector: string): void {
  window.shownDead = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector)?.getAttribute("data-state") === "running") return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port2.addEventListener("message", () => resolve(Date.now()));
        port2.start();
        port1.postMessage(undefined);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}
