import { expectNoPointer, press, reach, watchPointer } from "../../fixtures/by-keys.ts";
import { expect, test } from "../../fixtures/test.ts";
import { ComposePanel } from "../../pages/compose-panel.ts";
import { Dashboard } from "../../pages/dashboard.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("begins with the sample project by keys alone", async ({ quorum, workspace }) => {
  const window = new QuorumWindow(await quorum.start());
  const { page } = window;
  await watchPointer(page);
  await reach(page, window.samplePath);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(workspace.projectFolder("sample"));
  await page.keyboard.press("Enter");
  await expect(window.agents.locator("[data-agent-row]").first()).toBeFocused();
  await expectNoPointer(page);
});

test("reads documents and acts on one by keys alone", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  await watchPointer(page);
  const dashboard = new Dashboard(page);
  await press(page, page.getByRole("button", { name: "No, thanks" }));
  await press(page, dashboard.card("CR-003"));
  const first = new DocumentPlace(page, "CR-003");
  await expect(first.title).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Shift+X");
  await expect(first.view).toHaveCount(0);

  const documents = new DocumentsPlace(page);
  await page.keyboard.press("ControlOrMeta+Shift+D");
  await expect(documents.row("CR-001")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("sop-007");
  await expect(documents.rows).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const document = new DocumentPlace(page, "SOP-007");
  await expect(document.title).toBeFocused();
  await press(page, document.view.getByRole("button", { name: "History", exact: true }));
  await expect(document.view.getByRole("button", { name: "History", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await press(page, document.actions.getByRole("button", { name: "Check out…" }));
  await press(page, document.dialog.getByRole("button", { name: "Check out" }));
  await expect(document.state).toHaveText("Draft");
  await press(page, document.actions.getByRole("button", { name: "Check in" }));
  await press(page, document.actions.getByRole("button", { name: "Send to review…" }));
  const reviewer = document.dialog.getByRole("checkbox", { name: /^qa/ });
  await reach(page, reviewer);
  await page.keyboard.press("Space");
  await expect(reviewer).toBeChecked();
  await press(page, document.dialog.getByRole("button", { name: "Send" }));
  await expect(document.dialog).toHaveCount(0);
  await expect(document.state).toHaveText("In review");
  await expectNoPointer(page);
});

test("starts an agent, answers it, writes to it and stops it by keys alone", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page, attention } = window;
  await watchPointer(page);
  const rows = window.agents.locator("[data-agent-row]");
  await expect(rows).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+Shift+E");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(window.agent("qa").locator("[data-agent-row]")).toBeFocused();
  await press(page, window.agent("qa").getByRole("button", { name: "Start qa" }));
  const terminal = window.terminal("qa");
  await expect(terminal.strip).toContainText(/^(?:Idle|running)/i);
  await terminal.shows(/qa ❯$/);
  await page.keyboard.press("ControlOrMeta+1");
  await expect(terminal.keyboard).toBeFocused();
  await page.keyboard.type("permit git push --force");
  await page.keyboard.press("Enter");
  await expect(attention.button).toHaveText("1 waits for you");

  await attention.toggle();
  await expect(attention.entry("qa")).toContainText("asks permission for Bash");
  await press(page, attention.entry("qa").getByRole("button", { name: "Allow qa" }));
  await expect(attention.entries).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(terminal.keyboard).toBeFocused();
  await terminal.shows("Allowed");

  const compose = new ComposePanel(page);
  await compose.toggle();
  await expect(compose.to).toBeFocused();
  await page.keyboard.type("tu_ui");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await reach(page, compose.subject);
  await page.keyboard.type("By keys");
  await page.keyboard.press("Enter");
  await page.keyboard.type("No mouse was needed.");
  await page.keyboard.press("Control+Enter");
  await expect(compose.panel.getByRole("heading", { name: /^Sent to/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(terminal.keyboard).toBeFocused();

  await new Palette(page).go("stop qa");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "stopped");
  await expectNoPointer(page);
});

test("goes to every place, and changes a setting, by keys alone", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  await watchPointer(page);
  const palette = new Palette(page);
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  for (const place of ["Documents", "Inboxes", "Activity", "Who waits for whom", "All agents", "Dashboard"]) {
    await palette.go(place);
    await expect(page.getByRole("heading", { level: 1, name: place, exact: true })).toBeFocused();
  }
  await page.keyboard.press("ControlOrMeta+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await expect(settings.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("theme");
  await reach(page, settings.getByRole("radio", { name: "As the system" }));
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await expectNoPointer(page);
});
