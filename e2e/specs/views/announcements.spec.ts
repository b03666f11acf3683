import { InboxFiles } from "../../fixtures/inbox-files.ts";
import { expect, test } from "../../fixtures/test.ts";
import { DashboardFiles, draftFile } from "../../pages/dashboard-files.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("says aloud what starts and stops, what has another state, and what arrives", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  await files.document(draftFile("CR-001"));
  const window = new QuorumWindow(await quorum.start({ project }));
  const said = window.page.getByRole("status", { name: "What happens" });
  await expect(window.page.locator('[data-document="CR-001"]').first()).toBeVisible();
  await expect(said).toHaveText("");

  await files.document(draftFile("CR-001", { status: "IN_PRE_REVIEW", pending: ["qa"] }));
  await expect(said).toContainText("CR-001 is in pre-review.");
  await new InboxFiles(project).message("lead", { from: "qa", subject: "Hello" });
  await expect(said).toContainText("A message arrived for you.");
  for (let at = 2; at <= 6; at += 1) await files.document(draftFile(`CR-00${String(at)}`));
  await expect(said).toContainText("documents are new or have another state.");

  await window.startScripted("qa");
  await expect(said).toContainText("qa started.");
  await window.act("Stop", "qa");
  await expect(said).toContainText(/qa (?:stopped|ended|finished|exited)/);
  // Heard, and never seen.
  const box = await said.boundingBox();
  expect(box?.width ?? 0).toBeLessThanOrEqual(1);
});
