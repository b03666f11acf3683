import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("keeps how the cursor of terminals looks, and finds it by another word", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await window.startScripted("qa");
  await page.keyboard.press("ControlOrMeta+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("searchbox", { name: "Search settings" }).fill("blink");
  await expect(settings.getByRole("region", { name: "Appearance" })).toHaveCount(0);
  await settings.getByText("Bar", { exact: true }).click();
  await settings.getByText("Blinks", { exact: true }).click();
  await expectNoBarriers(page);
  await page.reload();
  await expect(window.agents.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+,");
  await expect(settings.getByRole("radio", { name: "Bar" })).toBeChecked();
  await expect(settings.getByRole("radio", { name: "Blinks" })).toBeChecked();
});

test("says how the engine of containers stands, and leads to the containers", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.agents.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+,");
  const docker = page.getByRole("dialog", { name: "Settings" }).getByRole("region", { name: "Docker" });
  await expect(docker).toContainText(/Docker is not|Docker \d/);
  await docker.getByRole("button", { name: "Look for Docker again" }).click();
  await docker.getByRole("button", { name: "Open containers" }).click();
  await expect(window.containers.sheet).toBeFocused();
});
