import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

const FIND = process.platform === "darwin" ? "Meta+f" : "Control+Shift+F";

test("goes from the first screen to the first agent", async ({ quorum, workspace }) => {
  const window = new QuorumWindow(await quorum.start());
  await window.createSample(workspace.projectFolder("sample"));
  await expect(window.agents.locator("[data-agent-row]").first()).toBeFocused();
});

test("goes back to the terminal when another tab is closed, and to its agent's row when all are", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  await window.startScripted("claude");
  const terminal = await window.startScripted("qa");
  await window.page.getByRole("button", { name: "Close claude" }).click();
  await expect(window.tab("claude")).toHaveCount(0);
  await expect(terminal.keyboard).toBeFocused();
  await window.page.getByRole("button", { name: "Close qa" }).click();
  await expect(window.agents.locator("[data-agent-row]").first()).toBeFocused();
});

test("stays in an agent's row while its buttons change", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  await window.startScripted("qa");
  const stop = window.agents.getByRole("button", { name: "Stop qa" });
  await stop.focus();
  await window.page.keyboard.press("Enter");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "stopped");
  await expect(window.agent("qa").locator("[data-agent-row]")).toBeFocused();
});

test("goes to the search field each time that it is asked for", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const field = page.getByRole("textbox", { name: "Find in the terminal" });
  // An agent that has no terminal has nothing to find, then or later.
  await window.agent("qa").getByRole("button").first().click();
  await page.keyboard.press(FIND);
  const terminal = await window.startScripted("qa");
  await expect(field).toHaveCount(0);

  await terminal.focus();
  await page.keyboard.press(FIND);
  await expect(field).toBeFocused();
  await terminal.focus();
  await page.keyboard.press(FIND);
  await expect(field).toBeFocused();
});
