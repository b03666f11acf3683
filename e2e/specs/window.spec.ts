import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("takes quick presses for larger text one by one", async ({ quorum }) => {
  const { page, agents } = new QuorumWindow(await quorum.start({ sample: true }));
  await expect(agents.getByRole("listitem")).toHaveCount(3);
  await page.getByRole("button", { name: "Settings" }).click();
  const size = page.getByRole("status", { name: "Text size" });
  await expect(size).toHaveText("13 px");
  await page.keyboard.press("Escape");
  // All before the page draws once, or the hub answers.
  await page.evaluate((isMac) => {
    for (let press = 0; press < 3; press += 1) {
      const keys = { key: "=", code: "Equal", ctrlKey: !isMac, metaKey: isMac, bubbles: true };
      document.body.dispatchEvent(new KeyboardEvent("keydown", keys));
    }
  }, process.platform === "darwin");
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(size).toHaveText("16 px");
});

test("says so when it cannot go on, and does after it was reloaded", async ({ quorum, problems }) => {
  problems.expect(/out of letters/);
  const { page, agents } = new QuorumWindow(await quorum.start({ sample: true }));
  await expect(agents.getByRole("listitem")).toHaveCount(3);
  // Initials are drawn in capitals: the next drawing of the agents fails.
  await page.evaluate(() => {
    Object.assign(String.prototype, {
      toUpperCase: () => {
        throw new Error("out of letters");
      },
    });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(page.getByRole("alert")).toContainText(
    /Something went wrong in this window\.\s*The agents go on\./,
  );
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(agents.getByRole("listitem")).toHaveCount(3);
});
