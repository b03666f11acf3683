import { expectNoBarriers } from "../fixtures/barriers.ts";
import { press } from "../fixtures/by-keys.ts";
import { InboxFiles } from "../fixtures/inbox-files.ts";
import { expect, test } from "../fixtures/test.ts";
import { Dashboard } from "../pages/dashboard.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("denies a permission from the list, with a reason that the agent is told", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention, page } = window;
  await expect(attention.button).toHaveText("Nothing waits for you");
  const terminal = await window.startScripted("qa");
  await terminal.enter("permit git push --force");
  await expect(attention.button).toHaveText("1 waits for you");
  // Said as soon as it is seen: on the screen, or by the hook that also tells for what.
  await expect(page.getByRole("status", { name: "What happens" })).toHaveText(
    /qa asks permission(?: for Bash)?\./,
  );

  await attention.toggle();
  const entry = attention.entry("qa");
  await expect(entry).toContainText("asks permission for Bash");
  await expect(entry.locator("pre")).toHaveText("git push --force");
  // Enter, pressed by whoever still thinks to be in the terminal, answers nothing.
  await expect(entry).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(entry.getByRole("button", { name: "Allow qa" })).toBeVisible();

  await entry.getByRole("button", { name: "Deny qa" }).focus();
  await page.keyboard.press("Enter");
  await expect(entry.getByRole("textbox", { name: "Reason for qa" })).toBeFocused();
  await page.keyboard.type("Not on main.");
  await page.keyboard.press("Enter");
  await expect(attention.entries).toHaveCount(0);
  await expect(attention.sheet).toContainText("Nothing waits for you.");
  await terminal.shows("Denied from outside. Not on main.");
  await expect(attention.button).toHaveText("Nothing waits for you");
  await page.keyboard.press("Escape");
  await expect(attention.sheet).toBeHidden();
  await expect(terminal.keyboard).toBeFocused();
});

test("lets what was answered in the terminal leave the list, and says so to who was about to", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention, page } = window;
  const terminal = await window.startScripted("qa");
  await terminal.enter("permit git push --force");
  await attention.button.click();
  const entry = attention.entry("qa");
  await entry.getByRole("button", { name: "Deny qa" }).click();
  await page.keyboard.type("Wait, ");
  await terminal.focus();
  await page.keyboard.press("Enter");
  await terminal.shows("Allowed.");
  await expect(attention.entries).toHaveCount(0);
  await expect(attention.sheet).toContainText("qa: It was answered in the terminal.");
});

test("allows a permission over the terminal that it covers nothing of", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  const size = window.page.getByLabel("Status", { exact: true }).getByText(/qa · \d+×\d+/);
  const before = await size.textContent();
  await terminal.enter("permit git push --force");
  await expect(terminal.strip).toContainText("Asks permission · Bash: git push --force");
  expect(await size.textContent()).toBe(before);
  await terminal.strip.getByRole("button", { name: "Allow qa" }).click();
  await terminal.shows("Allowed from outside.");
  await expect(terminal.strip).toContainText("Idle");
  await expect(terminal.keyboard).toBeFocused();
  expect(await size.textContent()).toBe(before);
});

test("holds a notice while a dialog is open, says why, and tells it afterwards", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("sample");
  const window = new QuorumWindow(await quorum.start({}));
  await window.createSample(project);
  const terminal = await window.startScripted("qa");
  await expect(terminal.strip).toContainText("Idle");
  await terminal.enter("permit git push --force");
  await expect(terminal.strip.getByRole("button", { name: "Allow qa" })).toBeEnabled();
  await new InboxFiles(project).message("qa", { from: "claude", subject: "Hello" });
  await expect(terminal.strip).toContainText("1 notice held: It waits for a permission.");
  await window.badge("qa").click();
  const inbox = window.inbox("qa");
  await expect(inbox.item("Hello")).toContainText("held");
  await window.tab("qa").click();
  await terminal.strip.getByRole("button", { name: "Deny qa" }).click();
  await window.page.keyboard.press("Enter");
  await terminal.shows(/New message from claude/);
});

test("brings back what was dismissed by mistake, with the keyboard alone", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention, page } = window;
  const terminal = await window.startScripted("qa");
  await terminal.enter("exit 3");
  await expect(attention.button).toHaveText("1 waits for you");
  await attention.toggle();
  const entry = attention.entry("qa");
  await expect(entry).toBeFocused();
  await press(page, entry.getByRole("button", { name: "Dismiss qa" }));
  await expect(attention.entries).toHaveCount(0);
  await expect(attention.sheet).toBeFocused();
  await expect(attention.dismissed.getByRole("status")).toHaveText("“qa failed” was dismissed.");
  await expectNoBarriers(page);

  await press(page, attention.dismissed.getByRole("button", { name: "Undo: put “qa failed” back" }));
  await expect(entry).toContainText("with code 3.");
  await expect(entry).toBeFocused();
  await expect(attention.dismissed).toHaveCount(0);
  await expect(attention.button).toHaveText("1 waits for you");

  await press(page, entry.getByRole("button", { name: "Dismiss qa" }));
  await expect(attention.entries).toHaveCount(0);
  await press(page, attention.dismissed.getByRole("button", { name: "Put away" }));
  await expect(attention.dismissed).toHaveCount(0);
  await expect(attention.sheet).toContainText("Nothing waits for you.");
});

test("brings back on the dashboard what was dismissed there", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { forYou } = new Dashboard(window.page);
  const terminal = await window.startScripted("qa");
  await terminal.enter("exit 3");
  await expect(window.attention.button).toHaveText("1 waits for you");
  await window.page.keyboard.press("ControlOrMeta+Shift+H");
  await forYou.getByRole("button", { name: "Dismiss qa" }).click();
  await expect(forYou).toContainText("“qa failed” was dismissed.");
  await expect(window.attention.button).toHaveText("Nothing waits for you");
  await forYou.getByRole("button", { name: "Undo: put “qa failed” back" }).click();
  await expect(forYou.getByRole("button", { name: "Dismiss qa" })).toBeVisible();
  await expect(forYou).not.toContainText("was dismissed");
});

test("opens the terminal of who asks a question", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention } = window;
  const terminal = await window.startScripted("qa");
  await terminal.enter("ask Shall we ship it?");
  await window.startScripted("claude");
  await expect(attention.button).toHaveText("1 waits for you");
  await attention.button.click();
  await expect(attention.entry("qa")).toContainText("Shall we ship it?");
  await attention.entry("qa").getByRole("button", { name: "Open the terminal of qa" }).click();
  await expect(attention.sheet).toBeHidden();
  await expect(terminal.keyboard).toBeFocused();
});
