import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("shows what an agent does, and how that is known", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  const row = window.agent("qa");
  await expect(row).toHaveAttribute("data-activity", "idle");
  await expect(row).toContainText(/idle for \d+ s/);
  await terminal.enter("wait 3");
  await expect(row).toHaveAttribute("data-activity", "busy");
  await expect(row).toContainText("busy");
  await expect(terminal.strip).toContainText("Busy");

  await row.locator("[data-agent-row]").hover();
  const card = window.page.getByRole("tooltip");
  await expect(card).toContainText(/busy/i);
  await expect(card.getByLabel("How this is known")).toContainText(/\d+ s ago/);
  await expect(row).toHaveAttribute("data-activity", "idle");
  await expect(card).toContainText(/idle/i);
  await window.page.keyboard.press("Escape");
  await expect(card).toBeHidden();
});

test("shows by the keyboard what the pointer shows", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  await window.startScripted("qa");
  await expect(window.agent("qa")).toHaveAttribute("data-activity", "idle");
  await window.page.keyboard.press("ControlOrMeta+Shift+E");
  await expect(window.page.getByRole("tooltip")).toContainText(/idle for \d+ s/);
});

test("says what becomes of an agent by itself, and keeps what was chosen", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const dialog = page.getByRole("dialog", { name: "Starts and stops of tu_ui" });
  await window.agents.getByRole("button", { name: "Starts and stops of tu_ui" }).click();
  await dialog.getByText("Idle", { exact: true }).click();
  await dialog.getByLabel("Minutes of idling").fill("20");
  await dialog.getByLabel("Starts after a crash").fill("3");
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  await page.reload();
  await window.agents.getByRole("button", { name: "Starts and stops of tu_ui" }).click();
  await expect(dialog.getByLabel("Minutes of idling")).toHaveValue("20");
  await expect(dialog.getByLabel("Starts after a crash")).toHaveValue("3");
  await dialog.getByText("On a task", { exact: true }).click();
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  // Tasks wait for it in the sample.
  await expect(window.agent("tu_ui")).toHaveAttribute("data-state", "running");
  await expect(window.agent("tu_ui")).toContainText("stops in");
});
