import type { Page } from "@playwright/test";
import { noteBaselines, whyNoBaselines } from "../../fixtures/baselines.ts";
import { expect, test } from "../../fixtures/test.ts";
import { findChromium } from "../../hosts/find-chromium.ts";
import { ComposePanel } from "../../pages/compose-panel.ts";
import { Dashboard } from "../../pages/dashboard.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { InboxesView } from "../../pages/inboxes-view.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";
import { Waits } from "../../pages/waits.ts";

/** Soon after the last that happened in the sample project, which is then told as it is written. */
const NOW = "2026-10-07T10:00:00Z";

test.use({
  viewport: { width: 1180, height: 760 },
  timezoneId: "UTC",
  locale: "en-US",
  launchOptions: {
    ...findChromium(),
    // Letters are drawn alike, whatever the machine's settings of fonts are.
    args: ["--disable-gpu", "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"],
  },
});

for (const theme of ["light", "dark"] as const) {
  test(`looks as it did, in the ${theme}`, async ({ server, problems, browser }) => {
    void problems;
    const isRenewing = ["all", "changed"].includes(test.info().config.updateSnapshots);
    const obstacle = isRenewing ? undefined : whyNoBaselines(browser.version());
    test.skip(obstacle !== undefined, obstacle);

    const page = await server.startAt(NOW, { sample: true });
    await page.emulateMedia({ colorScheme: theme });
    await page.clock.setFixedTime(NOW);
    await page.reload();
    const looks = (name: string): Promise<void> => looksAsBefore(page, `${name}-${theme}`);
    const window = new QuorumWindow(page);
    const dashboard = new Dashboard(page);
    await page.getByRole("button", { name: "No, thanks" }).click();
    await expect(dashboard.card("CR-003")).toBeVisible();
    await expect(page.getByRole("banner").getByText("QMS", { exact: true })).toBeVisible();
    await expect(dashboard.flow).toContainText("events in 30 days");
    await expect(dashboard.today).toContainText("CR-003");
    await looks("dashboard");

    const documents = new DocumentsPlace(page);
    await documents.open();
    await expect(documents.row("CR-001")).toBeVisible();
    await looks("documents");

    await documents.row("CR-002").click();
    const document = new DocumentPlace(page, "CR-002");
    await expect(document.text.getByRole("heading", { name: "1. Purpose" })).toBeVisible();
    await looks("document");
    await document.show("History");
    await expect(document.view).toContainText("Sent to review");
    await looks("document-history");

    const waits = new Waits(page);
    await waits.open();
    await expect(waits.node("claude")).toBeVisible();
    await looks("waits");

    const inboxes = new InboxesView(page);
    await inboxes.open();
    await inboxes.owner("tu_ui").click();
    await page.getByRole("listbox", { name: "Items of tu_ui" }).getByRole("option").first().click();
    // What draws Markdown is loaded when it is first needed.
    const text = page.getByRole("region", { name: /^Text of/ });
    await expect(text.getByRole("heading", { name: "Frontmatter" })).toBeVisible();
    await looks("inboxes");

    const compose = new ComposePanel(page);
    await compose.toggle();
    await compose.to.fill("qa");
    await page.keyboard.press("Enter");
    await compose.subject.fill("Note on CR-002");
    await compose.message.fill("Please look at **section 3**.");
    await looks("compose");
    await compose.toggle();

    await window.agent("qa").locator("[data-agent-row]").click();
    await expect(page.getByRole("tabpanel", { name: "Terminal of qa" })).toContainText("qa is stopped.");
    await looks("stopped");

    const palette = new Palette(page);
    await palette.open();
    await palette.field.fill("CR-00");
    await expect(palette.entries.first()).toBeVisible();
    await looks("palette");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+,");
    await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
    await looks("settings");
    if (isRenewing) noteBaselines(browser.version());
  });
}

/** A picture of the window is as it was, but for what is another on each machine. */
async function looksAsBefore(page: Page, name: string): Promise<void> {
  // What the pointer rests on is another with each step.
  await page.mouse.move(0, 0);
  await expect.soft(page).toHaveScreenshot(`${name}.png`, {
    // A word that became another is more than this.
    maxDiffPixelRatio: 0.0005,
    mask: [page.locator("footer[aria-label='Status']")],
    maskColor: "#808080",
  });
}
