import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../../fixtures/test.ts";
import { ComposePanel } from "../../pages/compose-panel.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

// A window of 1440x900 at 200 % has this much room.
test.use({ viewport: { width: 720, height: 450 } });

const PLACES = ["Dashboard", "Documents", "Inboxes", "Activity", "Who waits for whom", "All agents"];

test("loses nothing at twice the size, in any place", async ({ quorum }) => {
  test.setTimeout(120_000);
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.agent("qa")).toBeVisible();
  await expectAllReached(page.getByRole("banner"));
  for (const place of PLACES) {
    const button = page.getByRole("navigation", { name: "Places" }).getByRole("button", { name: place });
    await button.click();
    await expect(page.getByRole("heading", { level: 1, name: place, exact: true })).toBeInViewport();
    await expectAllReached(page.getByRole("main"));
    await expectNoOverflow(page);
  }

  await new Palette(page).go("CR-002");
  const document = new DocumentPlace(page, "CR-002");
  await expect(document.text).toBeVisible();
  await expectAllReached(document.view);
  await expectNoOverflow(page);

  const compose = new ComposePanel(page);
  await compose.toggle();
  await expectAllReached(compose.panel);
  await compose.toggle();
  await page.keyboard.press("ControlOrMeta+,");
  await expectAllReached(page.getByRole("dialog", { name: "Settings" }));
  await page.keyboard.press("Escape");
  await window.attention.toggle();
  await expectAllReached(window.attention.sheet);
});

/** All that can be pressed or written in can be scrolled to, and is then whole in the window. */
async function expectAllReached(part: Locator): Promise<void> {
  await expect(part).toBeVisible();
  const lost = () =>
    part.evaluate((element) => {
      const controls = element.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea");
      const [right, bottom] = [window.innerWidth, window.innerHeight];
      return [...controls].flatMap((control) => {
        if (!control.checkVisibility({ opacityProperty: false })) return [];
        control.scrollIntoView({ block: "nearest", inline: "nearest" });
        // The field of a choice is drawn by its label.
        const { left, top, width, height } = (control.closest("label") ?? control).getBoundingClientRect();
        const isWhole = left >= -1 && top >= -1 && left + width <= right + 1 && top + height <= bottom + 1;
        return isWhole || height > bottom ? [] : [control.outerHTML.slice(0, 160)];
      });
    });
  // A sheet is on its way into the window for a moment.
  await expect.poll(lost, "controls that cannot be seen").toEqual([]);
}

async function expectNoOverflow(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, "how much wider the page is than the window").toBeLessThanOrEqual(0);
}
