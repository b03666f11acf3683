import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { BenchServer, ROOT } from "../support/bench-server.ts";
import { openBrowser } from "../support/open-browser.ts";
import { makeFloodFile, type FloodFile } from "../support/flood-file.ts";
import { claimRow, limitRow, ratioRow, type Row } from "../support/report.ts";
import { median, quantile } from "../support/statistics.ts";

const ROUNDS = 3;
const SHOWS = 60;
const REST_MS = 600;
const END = "THE-END-OF-IT";
const LINES = "for i in $(seq 11000); do printf 'line %d of work and what came of it\\r\\n' $i; done";

/** The window in a browser: how fast output gets into it, what hidden agents cost it, how fast they are shown. */
export async function page(megabytes: number): Promise<Row[]> {
  const flood = await makeFloodFile(megabytes);
  const browser = await openBrowser();
  try {
    return [...(await output(browser, flood)), ...(await showing(browser))];
  } finally {
    await browser.close();
  }
}

async function output(browser: Browser, flood: FloodFile): Promise<Row[]> {
  const once100 = `cat ${flood.path}; printf '${END}'`;
  const server = await BenchServer.create({
    flood: `stty raw -echo -opost; while read -r -N 1 _; do printf '\\ec'; ${once100}; done`,
  });
  await server.start("flood");
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await bareOutput(browser, `stty raw -echo -opost; printf ready; read -r -N 1 _; ${once100}`));
    ours.push(await ourOutput(browser, server));
  }
  const share = (await bytesSent(browser, server)) / flood.bytes;
  await server.dispose();
  const rate = (ms: number): string => `${(((flood.bytes / ms) * 1000) / 1_048_576).toFixed(1)} MB/s`;
  return [
    ratioRow(
      `${flood.bytes / 1_048_576} MB into the window, until its end is on the screen (${rate(median(ours))}; ${Math.round(share * 100)} % of the bytes were sent, the rest was replaced by snapshots)`,
      median(bare) / median(ours),
      { atLeast: 0.9 },
      `node-pty → WebSocket → xterm.js page (${rate(median(bare))})`,
    ),
  ];
}

async function bareOutput(browser: Browser, script: string): Promise<number> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(ROOT, "bench", "bare", "bare-server.ts"), script],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const port = Number(String((await once(child.stdout ?? child, "data"))[0]));
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${port}/`);
  await shows(tab, "ready");
  const took = await timed(tab);
  await tab.close();
  child.kill();
  return took;
}

async function ourOutput(browser: Browser, server: BenchServer): Promise<number> {
  const tab = await openAgent(browser, server, "flood");
  const took = await timed(tab);
  await tab.close();
  return took;
}

/** One more flood, watched frame by frame: too slow to be timed, but it tells how much the window was sent. */
async function bytesSent(browser: Browser, server: BenchServer): Promise<number> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  let bytes = 0;
  tab.on("websocket", (socket) => {
    if (!socket.url().includes("/terminal")) return;
    socket.on("framereceived", ({ payload }) => {
      bytes += payload.length;
    });
  });
  await showAgent(tab, server, "flood");
  bytes = 0;
  await timed(tab);
  await context.close();
  return bytes;
}

async function openAgent(browser: Browser, server: BenchServer, agent: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const tab = await context.newPage();
  await showAgent(tab, server, agent);
  return tab;
}

async function showAgent(tab: Page, server: BenchServer, agent: string): Promise<void> {
  await tab.goto(server.windowUrl);
  await tab.locator(`li[data-agent="${agent}"] [data-agent-row]`).click();
  await tab.locator(`[role=tabpanel][data-agent="${agent}"][data-phase=live]`).waitFor();
}

function shows(tab: Page, text: string): Promise<unknown> {
  const isShown = (wanted: string): boolean =>
    document.querySelector(".xterm-rows")?.textContent?.includes(wanted) === true;
  return tab.waitForFunction(isShown, text, { polling: "raf", timeout: 120_000 });
}

/** Presses a key that starts a flood, and waits until its end is on the screen. */
async function timed(tab: Page): Promise<number> {
  const hidden = (wanted: string): boolean =>
    document.querySelector(".xterm-rows")?.textContent?.includes(wanted) === false;
  const began = performance.now();
  await tab.keyboard.press("x");
  await tab.waitForFunction(hidden, END, { polling: "raf" });
  await shows(tab, END);
  return performance.now() - began;
}

async function showing(browser: Browser): Promise<Row[]> {
  const names = Array.from({ length: 8 }, (_, index) => `agent_${index}`);
  const program = (name: string): string =>
    `stty raw -echo; ${LINES}; printf 'end of ${name}'; read -r -N 1 _; printf GOT-INPUT; sleep 1000`;
  const server = await BenchServer.create(Object.fromEntries(names.map((name) => [name, program(name)])));
  for (const name of names) await server.start(name);
  const tab = await openAgent(browser, server, names[0] ?? "");
  await shows(tab, `end of ${names[0]}`);
  const session = await tab.context().newCDPSession(tab);
  const heap = async (): Promise<number> => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize / 1_048_576;
  };
  const one = await heap();
  const samples: number[] = [];
  for (let index = 0; index < SHOWS; index += 1) {
    const name = names[(index + 1) % names.length] ?? "";
    samples.push(await tab.evaluate(timeToShow, { name, text: `end of ${name}` }));
    // A person stays a moment: the history is there before the next agent is shown.
    await tab.waitForTimeout(REST_MS);
  }
  await tab.locator(`li[data-agent="${names[0]}"] [data-agent-row]`).click();
  await shows(tab, `end of ${names[0]}`);
  const all = await heap();
  const text = (await tab.locator(".xterm-rows").textContent()) ?? "";
  await tab.context().close();
  await server.dispose();
  return [
    limitRow(
      `showing a hidden agent: its screen is painted, p95 (p50 ${quantile(samples, 0.5).toFixed(0)} ms)`,
      quantile(samples, 0.95),
      60,
      "ms",
    ),
    claimRow(
      "… and not a byte reaches the program",
      !text.includes("GOT-INPUT"),
      text.includes("GOT-INPUT") ? "it got some" : "none did",
    ),
    limitRow("a hidden agent costs the page", (all - one) / (names.length - 1), 0.2, "MB"),
  ];
}

/** Runs in the page: from the click on an agent until the frame in which its screen stands has been painted. */
function timeToShow({ name, text }: { readonly name: string; readonly text: string }): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now();
    const observer = new MutationObserver(() => {
      const rows = document.querySelector(`[role=tabpanel][data-agent="${name}"] .xterm-rows`);
      if (rows?.textContent?.includes(text) !== true) return;
      observer.disconnect();
      // xterm draws its rows at the beginning of a frame; a message arrives when that frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port2.addEventListener("message", () => resolve(performance.now() - began));
      port2.start();
      port1.postMessage(undefined);
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    document.querySelector<HTMLElement>(`li[data-agent="${name}"] [data-agent-row]`)?.click();
  });
}
