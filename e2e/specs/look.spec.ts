import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("is light or dark as the person chooses, and remembers it", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const background = (): Promise<string> =>
    window.page.evaluate(
      () =>
        getComputedStyle(document.body).backgroundColor ||
        getComputedStyle(document.documentElement).backgroundColor,
    );
  await expect(window.agents).toBeVisible();
  await choose(window, "Dark");
  await expect(window.page.locator("html")).toHaveAttribute("data-theme", "dark");
  const dark = await background();
  await choose(window, "Light");
  await expect(window.page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(await background()).not.toBe(dark);

  await window.page.reload();
  await expect(window.agents).toBeVisible();
  await expect(window.page.locator("html")).toHaveAttribute("data-theme", "light");
});

async function choose({ page }: QuorumWindow, theme: string): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.getByText(theme, { exact: true }).click();
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
}
