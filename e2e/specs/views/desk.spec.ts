import type { Locator } from "@playwright/test";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const isMac = process.platform === "darwin";
const BACK = isMac ? "Meta+BracketLeft" : "Alt+ArrowLeft";
const FORWARD = isMac ? "Meta+BracketRight" : "Alt+ArrowRight";

const title = ({ page }: QuorumWindow, name: string): Locator =>
  page.getByRole("heading", { level: 1, name, exact: true });

test("begins at the dashboard, goes to places and back, and is where it was after a reload", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(title(window, "Dashboard")).toBeVisible();
  const places = page.getByRole("navigation", { name: "Places" });
  await expect(places.getByRole("button", { name: /^Dashboard/ })).toHaveAttribute("aria-current", "page");
  await places.getByRole("button", { name: /^Documents/ }).click();
  await expect(title(window, "Documents")).toBeVisible();

  await page.keyboard.press("ControlOrMeta+Shift+Y");
  await expect(title(window, "Activity")).toBeFocused();
  await page.keyboard.press(BACK);
  await expect(title(window, "Documents")).toBeFocused();
  await page.keyboard.press(BACK);
  await expect(title(window, "Dashboard")).toBeFocused();
  await page.keyboard.press(FORWARD);
  await expect(title(window, "Documents")).toBeFocused();

  await page.reload();
  await expect(title(window, "Documents")).toBeVisible();
});

test("finds agents and actions by a few letters, the latest first, and gives the focus back", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const palette = new Palette(page);
  const terminal = await window.startScripted("qa");
  await expect(terminal.keyboard).toBeFocused();
  await palette.open();
  await expect(palette.field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette.dialog).toHaveCount(0);
  await expect(terminal.keyboard).toBeFocused();

  await palette.go("who waits");
  await expect(title(window, "Who waits for whom")).toBeFocused();
  await palette.go("qa");
  await expect(window.tab("qa")).toHaveAttribute("aria-selected", "true");
  await expect(terminal.keyboard).toBeFocused();

  await palette.button.click();
  await expect(palette.entries.first()).toContainText("qa");
  await expect(palette.entries.nth(1)).toContainText("Who waits for whom");
  await palette.field.fill("forward");
  await expect(palette.entries.filter({ hasText: "Forward" })).toContainText("You have not gone back.");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.dialog).toHaveCount(0);
});

test("leaves Ctrl+K to the program in a terminal where the person wants it so", async ({ quorum }) => {
  test.skip(isMac, "There the command key is the window's.");
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const palette = new Palette(page);
  const terminal = await window.startScripted("qa");
  await page.getByRole("button", { name: "Settings" }).click();
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("searchbox", { name: "Search settings" }).fill("control");
  await settings.getByText("The program", { exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await terminal.focus();
  await page.keyboard.press("Control+k");
  await terminal.enter("say still in the terminal");
  await terminal.shows("still in the terminal");
  await expect(palette.dialog).toHaveCount(0);
  await page.keyboard.press("Control+Shift+H");
  await expect(title(window, "Dashboard")).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(palette.dialog).toBeVisible();
});

test("changes the keys of an action by pressing others, and asks before it takes them from another", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.agents.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+Shift+S");
  const settings = page.getByRole("dialog", { name: "Settings" });
  const activity = settings.getByRole("group", { name: "Activity", exact: true });
  await activity.getByRole("button").first().click();
  await page.keyboard.press("ControlOrMeta+Shift+D");
  await expect(activity).toContainText("is for “Documents”");
  await activity.getByRole("button", { name: "Use it here" }).click();
  await expect(
    settings.getByRole("group", { name: "Documents", exact: true }).getByRole("button").first(),
  ).toHaveAccessibleName("Keys of Documents: none");
  await page.keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Shift+D");
  await expect(title(window, "Activity")).toBeVisible();

  await page.keyboard.press("ControlOrMeta+Shift+S");
  await settings.getByRole("button", { name: "Reset all keys" }).click();
  await page.keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Shift+D");
  await expect(title(window, "Documents")).toBeVisible();
});

test("keeps nobody out: the frame, the palette, the settings and an inbox", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const palette = new Palette(page);
  await expect(title(window, "Dashboard")).toBeVisible();
  await expectNoBarriers(page);
  await palette.open();
  await expect(palette.field).toBeFocused();
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+,");
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");
  await window.badge("qa").click();
  await expect(window.inbox("qa").items.first()).toBeVisible();
  await expectNoBarriers(page);
});
