import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/test.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("moves nothing where the system or the person wants no motion", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.agent("qa")).toBeVisible();
  await page.emulateMedia({ reducedMotion: "no-preference" });
  // It comes in from the side.
  await page.keyboard.press("ControlOrMeta+Shift+K");
  await expect(window.containers.sheet).toBeVisible();
  expect(await longestMotion(page)).toBeGreaterThan(0.01);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await longestMotion(page)).toBeLessThan(0.002);

  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.keyboard.press("ControlOrMeta+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("group", { name: "Motion" }).getByText("None", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-motion", "reduced");
  await page.keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await expect(window.containers.sheet).toBeVisible();
  expect(await longestMotion(page)).toBeLessThan(0.002);
});

test("stands closer where the person wants it so, at once and from then on", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const documents = new DocumentsPlace(page);
  await documents.open();
  await expect(documents.row("CR-001")).toBeVisible();
  const before = (await documents.row("CR-001").boundingBox())?.height ?? 0;
  await page.keyboard.press("ControlOrMeta+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByText("Compact", { exact: true }).click();
  await page.keyboard.press("Escape");
  const height = async (): Promise<number> => (await documents.row("CR-001").boundingBox())?.height ?? before;
  await expect.poll(height).toBeLessThan(before);
  const dense = await height();
  // Rows follow each other without a gap, and none covers another.
  const tops = await documents.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
  expect(tops.slice(1).every((top, at) => Math.abs(top - (tops[at] ?? 0) - dense) < 1.5)).toBe(true);
  await page.reload();
  await expect(documents.row("CR-001")).toBeVisible();
  expect(await height()).toBeCloseTo(dense, 0);
});

/** The longest time in seconds in which anything on the page would move. */
async function longestMotion(page: Page): Promise<number> {
  return page.evaluate(() => {
    const seconds = (text: string): number[] =>
      text.split(",").map((part) => Number.parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1));
    const times = [...document.querySelectorAll("*")].flatMap((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element);
      return [...seconds(transitionDuration), ...seconds(animationDuration)];
    });
    return Math.max(...times);
  });
}
