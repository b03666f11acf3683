import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const TITLES = [
  "Where everything is",
  "Your agents",
  "What waits for you",
  "Write to anyone",
  "Find anything",
];

test("leads by keys past the real parts of the window, and is offered no more after that", async ({
  quorum,
}) => {
  const { page } = new QuorumWindow(await quorum.start({ sample: true }));
  const offer = page.getByRole("region", { name: "Tour of the window" });
  const tour = page.getByRole("dialog", { name: "Tour" });
  await offer.getByRole("button", { name: "Show me around" }).click();
  await expect(offer).toHaveCount(0);
  for (const title of TITLES) {
    await expect(tour.getByRole("heading", { name: title })).toBeVisible();
    await expect(tour.getByRole("button", { name: /^(?:Next|Done)$/ })).toBeFocused();
    await expect(tour).toBeInViewport({ ratio: 1 });
    if (title === "Your agents") await expectNoBarriers(page);
    await page.keyboard.press("Enter");
  }
  await expect(tour).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Dashboard", level: 1 })).toBeVisible();
  await expect(offer).toHaveCount(0);
});

test("is skipped by Escape, started anew from the palette, and leaves a terminal its keys", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const tour = page.getByRole("dialog", { name: "Tour" });
  await page.getByRole("button", { name: "No, thanks" }).click();
  await expect(page.getByRole("region", { name: "Tour of the window" })).toHaveCount(0);
  const terminal = await window.startScripted("qa");
  const palette = new Palette(page);
  await palette.go("tour");
  await expect(tour.getByRole("button", { name: "Next" })).toBeFocused();

  await terminal.focus();
  await terminal.enter("say typed during the tour");
  await terminal.shows("typed during the tour");
  await expect(tour).toBeVisible();
  await tour.getByRole("button", { name: "Next" }).click();
  await page.keyboard.press("Escape");
  await expect(tour).toHaveCount(0);
});

test("stays within a small window and one of twice the size", async ({ quorum }) => {
  const { page } = new QuorumWindow(await quorum.start({ sample: true }));
  const tour = page.getByRole("dialog", { name: "Tour" });
  await page.getByRole("button", { name: "Show me around" }).click();
  for (const viewport of [
    { width: 900, height: 600 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(viewport);
    await expect(tour).toBeInViewport({ ratio: 1 });
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(isWide).toBe(false);
    for (const name of ["Settings", /^Project /, /^Notifications/])
      await expect(page.getByRole("button", { name }).first()).toBeInViewport({ ratio: 1 });
  }
});
