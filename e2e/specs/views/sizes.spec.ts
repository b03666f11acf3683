import { expect, test } from "../../fixtures/test.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const PLACES = ["Dashboard", "Documents", "Who waits for whom", "Inboxes", "Activity", "All agents"];

/** A small window at twice its size, the smallest window, and a screen of 4K. */
const SIZES = [
  { width: 720, height: 450 },
  { width: 900, height: 600 },
  { width: 3840, height: 2160 },
];

test("shows the title and the tools of every place at any size, and never scrolls sideways", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.agent("qa")).toBeVisible();
  await page.getByRole("button", { name: "No, thanks" }).click();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const place of PLACES) {
      await page
        .getByRole("navigation", { name: "Places" })
        .getByRole("button", { name: new RegExp(`^${place}`) })
        .click();
      const view = page.getByRole("region", { name: place, exact: true });
      await expect(view.getByRole("heading", { level: 1, name: place })).toBeInViewport({ ratio: 1 });
      const tools = view.locator("header").first().locator("button, select, input");
      for (const tool of await tools.all()) await expect(tool).toBeInViewport();
      await expectNoSidewaysScroll(page, `${place} at ${String(size.width)}`);
    }
    await new Palette(page).go("CR-002");
    const document = new DocumentPlace(page, "CR-002");
    await expect(document.text).toBeVisible();
    await expect(document.title).toBeInViewport({ ratio: 1 });
    await expectNoSidewaysScroll(page, `CR-002 at ${String(size.width)}`);
  }
});

/** Neither the page nor what frames a view is wider than there is room; a table or a graph may scroll in itself. */
async function expectNoSidewaysScroll(page: QuorumWindow["page"], where: string): Promise<void> {
  const wider = await page.evaluate(() =>
    [document.documentElement, document.body, ...document.querySelectorAll("main, aside, [data-view]")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.tagName} ${element.className}`),
  );
  expect(wider, `what is wider than its room: ${where}`).toEqual([]);
}
