import { expect, test } from "../../fixtures/test.ts";
import { DashboardFiles, draftFile, reviewFile } from "../../pages/dashboard-files.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";
import { Waits } from "../../pages/waits.ts";

test("tells the longest line of those who wait, through a child that is still open", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa", "tu_ui"]);
  await files.document(draftFile("CR-001", { status: "IN_EXECUTION", version: "1.0" }));
  await files.document(reviewFile("CR-001-VAR-001", ["tu_ui"]));
  await files.document(draftFile("CR-002", { owner: "qa" }));
  const window = new QuorumWindow(await quorum.start({ project }));
  const waits = new Waits(window.page);
  await waits.open();
  await expect(waits.node("CR-001-VAR-001")).toBeVisible();
  await expect(waits.view).not.toContainText("circle");
  const line = waits.view.getByRole("region", { name: "The longest line" });
  await expect(line).toContainText(/CR-001\b.*CR-001-VAR-001.*tu_ui/);
  await expect.poll(() => waits.arrows("longest").count()).toBeGreaterThan(1);
  // What is in no line is drawn as what it is.
  await expect.poll(() => waits.arrows("other").count()).toBeGreaterThan(0);
  await expect(waits.view.getByRole("region", { name: "All waits", exact: true })).toContainText(
    /CR-001 .*CR-001-VAR-001/,
  );

  // When the child is done the line is shorter.
  await files.document(draftFile("CR-001-VAR-001", { status: "CLOSED" }));
  await expect(waits.node("CR-001-VAR-001")).toHaveCount(0);
  await expect(line).toHaveCount(0);
});
