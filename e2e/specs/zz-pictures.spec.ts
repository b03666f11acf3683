import { expect, test } from "../fixtures/test.ts";
import { Palette } from "../pages/palette.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("pictures", async ({ quorum }) => {
  test.setTimeout(180_000);
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const palette = new Palette(page);
  const shot = (name: string) => page.screenshot({ path: `/tmp/pictures/${name}.png` });
  await page.setViewportSize({ width: 1440, height: 900 });
  const terminal = await window.startScripted("qa");
  await terminal.enter("help");
  await terminal.shows("help");
  for (const scheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [width, height] of [[1440, 900], [900, 600]] as const) {
      await page.setViewportSize({ width, height });
      const name = `${scheme}-${width}`;
      await window.tab("qa").click();
      await page.waitForTimeout(300);
      await shot(`${name}-terminal`);
      await palette.open();
      await expect(palette.field).toBeVisible();
      await shot(`${name}-palette`);
      await palette.field.fill("inb");
      await page.waitForTimeout(100);
      await shot(`${name}-palette-typed`);
      await page.keyboard.press("Escape");
      await expect(palette.dialog).toHaveCount(0);
      await page.keyboard.press("Control+Shift+H");
      await page.waitForTimeout(200);
      await shot(`${name}-dashboard`);
      await page.keyboard.press("Control+,");
      await page.waitForTimeout(300);
      await shot(`${name}-settings`);
      await page.getByRole("button", { name: "Keys", exact: true }).click();
      await page.waitForTimeout(200);
      await shot(`${name}-keys`);
      await page.keyboard.press("Escape");
      await page.waitForTimeout(200);
    }
  }
});
