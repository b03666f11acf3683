import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { InboxFiles } from "../../fixtures/inbox-files.ts";
import { expect, test } from "../../fixtures/test.ts";
import type { Workspace } from "../../fixtures/workspace.ts";
import { DashboardFiles, draftFile, reviewFile } from "../../pages/dashboard-files.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";
import { Waits } from "../../pages/waits.ts";

/** claude waits for qa's review, and qa for an answer of claude's: a circle. */
async function circle(
  workspace: Workspace,
): Promise<{ readonly project: string; readonly files: DashboardFiles }> {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa", "tu_ui"]);
  await files.document(reviewFile("CR-001", ["qa"]));
  await files.document(reviewFile("CR-002", ["tu_ui"]));
  await new InboxFiles(project).message("claude", { from: "qa", subject: "What does it change?" });
  return { project, files };
}

test("draws who waits for whom, and says who waits in a circle", async ({ quorum, workspace }) => {
  const { project } = await circle(workspace);
  const window = new QuorumWindow(await quorum.start({ project }));
  const waits = new Waits(window.page);
  await waits.open();
  await expect(waits.node("claude")).toBeVisible();
  await expect(waits.view).toContainText("5 waits among 5 · 1 circle");
  await expect(waits.view.getByRole("region", { name: /^A circle/ })).toContainText(
    /qa waits for claude|waits for qa/,
  );
  await expect(waits.arrows("circle")).toHaveCount(3);
  await expect(waits.sentences).toHaveText([
    /^qa waits for claude to answer a message for \d+ d$/,
    /^claude waits for qa to review CR-001 for \d+ d$/,
    /^claude waits for tu_ui to review CR-002 for \d+ d$/,
  ]);
  await expect(waits.node("CR-001")).toHaveAccessibleName(
    /^CR-001 About CR-001 ?; waits for qa; waited for by claude$/,
  );

  await waits.node("CR-001").click();
  await expect(window.tab("CR-001")).toHaveAttribute("aria-selected", "true");
});

test("leaves everyone where they are when somebody else begins to wait", async ({ quorum, workspace }) => {
  const { project, files } = await circle(workspace);
  const waits = new Waits(await quorum.start({ project }));
  await waits.open();
  await expect(waits.node("claude")).toBeVisible();
  const before = await waits.places();
  await files.document(draftFile("INV-001", { owner: "tu_ui" }));
  await files.document(draftFile("CR-003"));
  await expect(waits.node("CR-003")).toBeVisible();
  await expect(waits.node("INV-001")).toBeVisible();
  expect(await waits.places()).toMatchObject(before);
});

test("is gone through, moved and opened by keys", async ({ quorum, workspace }) => {
  const { project } = await circle(workspace);
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  const waits = new Waits(page);
  await waits.open();
  await waits.node("claude").focus();
  const before = await waits.places();
  await page.keyboard.press("ArrowRight");
  await expect(waits.node("claude")).not.toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("+");
  await expect.poll(() => waits.places()).not.toEqual(before);
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("0");
  await expect.poll(() => waits.places()).toEqual(before);
  await waits.node("CR-002").focus();
  await page.keyboard.press("Enter");
  await expect(window.tab("CR-002")).toHaveAttribute("aria-selected", "true");
});

test("shows one agent or document alone, and all waits as a table", async ({ quorum, workspace }) => {
  const { project } = await circle(workspace);
  const waits = new Waits(await quorum.start({ project }));
  await waits.open();
  await waits.search.fill("tu_ui");
  await expect(waits.graph.getByRole("button")).toHaveCount(2);
  await waits.search.fill("nobody");
  await waits.view.getByRole("button", { name: "Show all" }).click();
  await expect(waits.graph.getByRole("button")).toHaveCount(5);
  await waits.view.getByText("Table", { exact: true }).click();
  const rows = waits.view.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(5);
  await expect(rows.filter({ hasText: "In a circle" })).toHaveCount(3);
  await rows.first().getByRole("button", { name: "claude" }).click();
  await expect(waits.page.getByRole("tab", { name: /^claude/ })).toHaveAttribute("aria-selected", "true");
});

test("draws documents that wait alike as one, and each of them when asked", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  for (let at = 1; at <= 8; at += 1) await files.document(draftFile(`CR-00${String(at)}`));
  const waits = new Waits(await quorum.start({ project }));
  await waits.open();
  await waits.node("8 documents").click();
  await expect(waits.node("CR-008")).toBeVisible();
  await waits.view.getByRole("button", { name: "Fold documents that wait alike" }).click();
  await expect(waits.node("8 documents")).toBeVisible();
});

test("says that nobody waits for anybody", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  await new DashboardFiles(project).define(["claude", "qa"]);
  const waits = new Waits(await quorum.start({ project }));
  await waits.open();
  await expect(waits.view).toContainText("Nobody waits for anybody");
});

test("is accessible in both themes", async ({ quorum, workspace }) => {
  const { project } = await circle(workspace);
  const waits = new Waits(await quorum.start({ project }));
  const { page } = waits;
  await waits.open();
  await expect(waits.node("claude")).toBeVisible();
  for (const shape of ["Table", "Graph"]) {
    await waits.view.getByText(shape, { exact: true }).click();
    await expectNoBarriers(page);
  }
});
