import type { Browser, Page } from "@playwright/test";
import { watchPaints } from "./page-paints.ts";

const CONTENT = `<!doctype html><title>bare</title>
<button onclick="this.nextElementSibling.textContent = ++count">go</button><output></output>
<input oninput="document.querySelector('output').textContent = this.value">
<div id="scrolled" style="height: 600px; overflow: auto"><div style="height: 300000px"></div></div>
<script>var count = 0</script>`;

/** A page that does next to nothing when it is clicked, typed to or scrolled: what this machine needs for a frame. */
export async function openBarePage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await watchPaints(context);
  const page = await context.newPage();
  await page.goto("about:blank");
  await page.setContent(CONTENT);
  return page;
}

/** How long it takes from a click to the paint of what it changed, where nothing is to be done. */
export async function bareClicks(browser: Browser, times: number): Promise<number[]> {
  const page = await openBarePage(browser);
  const took: number[] = [];
  for (let click = 1; click <= times; click += 1)
    took.push(
      await page.evaluate(
        (count) => window.paints.clickUntil("button", { selector: "output", pattern: `^${count}$` }),
        click,
      ),
    );
  await page.context().close();
  return took;
}
