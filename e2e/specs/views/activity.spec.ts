import { readFile } from "node:fs/promises";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { ActivityView } from "../../pages/activity-view.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("tells what happens as it happens, and holds back what is new while one reads", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const activity = new ActivityView(window.page);
  await activity.open();
  await expect(activity.entries.first()).toBeVisible();
  await window.agents.getByRole("button", { name: "Start qa", exact: true }).click();
  await activity.open();
  await expect(activity.entries.filter({ hasText: "qa runs" })).toBeVisible();

  // Whoever reads keeps what they read.
  await activity.entries.first().click();
  await expect(activity.details.getByRole("button", { name: "Page of qa" })).toBeVisible();
  const read = await activity.details.getByRole("paragraph").first().textContent();
  await window.act("Stop", "qa");
  await expect(activity.news).toBeVisible();
  await expect(activity.entries.filter({ hasText: "qa was stopped" })).toHaveCount(0);
  await expect(activity.details).toContainText(read ?? "nothing");
  await activity.news.click();
  await expect(activity.entries.filter({ hasText: "qa was stopped" })).toBeVisible();
  await expect(activity.news).toHaveCount(0);
});

test("shows details by keys, and leads to agents and documents", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const activity = new ActivityView(page);
  await activity.open();
  await activity.list.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(activity.details).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(activity.details).toBeFocused();
  await activity.details
    .getByRole("button", { name: /^Only [A-Z]/ })
    .first()
    .click();
  await expect(activity.details).toHaveCount(0);
  await expect(activity.entries.first()).toBeVisible();
  await activity.entries.first().click();
  await activity.details.getByRole("button", { name: /^Open / }).click();
  await expect(page.getByRole("tab", { selected: true })).toHaveText(/[A-Z]+-\d+/);
});

test("finds by text, kind and person, says when there is nothing, and exports what is shown", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const activity = new ActivityView(page);
  await activity.open();
  await activity.choose("Kinds", "Documents");
  await expect(activity.entries.first()).toBeVisible();
  await activity.search.fill("made by");
  await expect(activity.entries.first()).toContainText("made by");
  const download = page.waitForEvent("download");
  await activity.view.getByRole("button", { name: "Export what is shown" }).click();
  await page.getByRole("menuitem", { name: "As JSON lines" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("activity.jsonl");
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ kind: "document", event: "CREATE" });
  await expect(activity.view.getByRole("group", { name: "Export" })).toContainText(
    `${String(lines.length)} entries`,
  );

  await activity.search.fill("nothing is like this");
  await expect(page.getByRole("heading", { name: "Nothing of the kind has happened" })).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(activity.entries.first()).toBeVisible();
  await activity.entries.first().click();
  await expectNoBarriers(page);
});
