import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("shows the screens of all agents as they are, and opens the one that is chosen", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const qa = await window.startScripted("qa");
  await qa.enter("say seen from afar");
  await qa.shows("seen from afar");
  await window.startScripted("tu_ui");
  await page.keyboard.press("ControlOrMeta+Shift+G");
  const screens = page.getByRole("list", { name: "Screens" });
  await expect(screens.getByRole("img", { name: "Screen of qa: qa ❯" })).toBeVisible();
  await expect(screens.getByRole("img", { name: "Screen of tu_ui: tu_ui ❯" })).toBeVisible();
  await expect(screens.getByRole("button", { name: "Start claude" })).toBeVisible();
  await expectNoBarriers(page);

  await screens.getByRole("button", { name: /^Terminal of claude/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(screens.getByRole("button", { name: /^Terminal of qa/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(window.tab("qa")).toHaveAttribute("aria-selected", "true");
  await expect(qa.keyboard).toBeFocused();
});

test("lets one type in a screen of the grid", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const qa = await window.startScripted("qa");
  await page.keyboard.press("ControlOrMeta+Shift+G");
  await page.getByRole("button", { name: "Type in qa here" }).click();
  await qa.enter("say typed in the grid");
  await qa.shows("say typed in the grid\ntyped in the grid");
  await page.getByRole("button", { name: "Make qa small again" }).click();
  await expect(page.getByRole("img", { name: /^Screen of qa: qa/ })).toBeVisible();
});

test("puts terminals side by side, walks between them by keys, and remembers them", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const tuUi = await window.startScripted("tu_ui");
  const qa = await window.startScripted("qa");
  await page.keyboard.press("ControlOrMeta+Shift+U");
  await expect(tuUi.pane).toBeVisible();
  await expect(qa.pane).toBeVisible();
  await expect(tuUi.keyboard).toBeFocused();
  await tuUi.enter("say on the right");
  await tuUi.shows("on the right");
  await page.keyboard.press("ControlOrMeta+Shift+PageUp");
  await expect(qa.keyboard).toBeFocused();
  await expect(window.tab("qa")).toHaveAttribute("aria-selected", "true");
  await qa.enter("say on the left");
  await qa.shows("on the left");

  const line = page.getByRole("separator", { name: "Width of the terminals" });
  await line.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(line).toHaveAttribute("aria-valuenow", "48");
  await expectNoBarriers(page);
  await page.reload();
  await expect(line).toHaveAttribute("aria-valuenow", "48");
  await tuUi.shows("on the right");

  await page.getByRole("button", { name: "Take tu_ui out of the split" }).click();
  await expect(tuUi.pane).toHaveCount(0);
  await expect(qa.pane).toBeVisible();
  await expect(window.tab("tu_ui")).toBeVisible();
});

test("starts all agents at once, says how far that is, and gives up those that are not up", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await page.keyboard.press("ControlOrMeta+Shift+G");
  const view = page.getByRole("region", { name: "All agents", exact: true });
  await view.getByRole("button", { name: /^Start all \d+ agents/ }).click();
  const bar = view.getByRole("group", { name: "Start of all agents" });
  await expect(bar.getByRole("status")).toHaveText(/^Start(ing|ed): \d+ of \d+ up$/);
  await expectNoBarriers(page);
  await expect(bar.getByRole("status")).toHaveText(/^Started: (\d+) of \1 up$/, { timeout: 60_000 });
  await bar.getByRole("button", { name: "Put away" }).click();
  await expect(bar).toHaveCount(0);
  await expect(view.getByRole("button", { name: /^Start all/ })).toHaveCount(0);
});
