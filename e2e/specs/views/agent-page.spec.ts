import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { AgentPage } from "../../pages/agent-page.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("shows how an agent stands, what it did, and what it is, and leads on from there", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await window.startScripted("qa");
  await window.agents.getByRole("button", { name: "Page of qa", exact: true }).click();
  const own = new AgentPage(page, "qa");
  await expect(own.part("Now")).toContainText("Idle");
  await expect(own.evidence).toContainText("Process");
  await expect(own.turns.getByRole("listitem").first()).toContainText("no tools");
  await expect(own.part("Definition")).toContainText("qa");
  await expect(own.part("Container")).toContainText("It runs natively");
  await expect(own.part("Log of its session")).toBeVisible();
  await expectNoBarriers(page);

  await own.button("Starts and stops of qa").click();
  await expect(page.getByRole("dialog", { name: "Starts and stops of qa" })).toBeVisible();
  await page.keyboard.press("Escape");
  await own.button("Stop qa").click();
  await expect(own.part("Now")).toContainText("Stopped");
  await own.button("The day before").click();
  await expect(own.page).toContainText("It made no turns on this day.");
  await own.button("All that qa did").click();
  await expect(page.getByRole("button", { name: "Who: qa" })).toBeVisible();
});

test("opens the page of an agent by its keys and from the palette", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.agent("qa")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("page of qa");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "qa", exact: true })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Shift+H");
  await window.agent("tu_ui").locator("[data-agent-row]").focus();
  await page.keyboard.press("ControlOrMeta+Shift+J");
  await expect(page.getByRole("heading", { level: 1, name: "tu_ui", exact: true })).toBeFocused();
});
