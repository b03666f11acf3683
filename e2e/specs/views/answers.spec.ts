import { expect, test } from "../../fixtures/test.ts";
import { Dashboard } from "../../pages/dashboard.ts";
import { DashboardFiles, draftFile, reviewFile } from "../../pages/dashboard-files.ts";

test("does the next step of a document from where it is told that it waits", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  await files.document(reviewFile("CR-001", ["lead", "qa"]));
  await files.document(draftFile("CR-002", { owner: "lead" }));
  await files.document(draftFile("CR-003", { owner: "lead", status: "POST_APPROVED", version: "1.0" }));
  const dashboard = new Dashboard(await quorum.start({ project }));
  const { page, forYou } = dashboard;
  await expect(forYou).toContainText("CR-001 waits for your review");

  // What is written stays when the form is closed, and is there on the document's page as well.
  await forYou.getByRole("button", { name: "Review: CR-001" }).click();
  const dialog = page.getByRole("dialog", { name: "Review: CR-001" });
  await dialog.getByRole("textbox", { name: "Comment" }).fill("It says what it changes.");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await forYou.getByRole("button", { name: "Review: CR-001" }).click();
  await expect(dialog.getByRole("textbox", { name: "Comment" })).toHaveValue("It says what it changes.");
  await dialog.getByRole("radio", { name: "Recommend it" }).check();
  await dialog.getByRole("button", { name: "Give the review" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(forYou).not.toContainText("CR-001");
  await expect(dashboard.forAgents).toContainText("CR-001");

  // What needs no second thought is done at once; a form comes for the rest.
  await forYou.getByRole("button", { name: "Check out: CR-002" }).click();
  await expect(forYou.getByRole("button", { name: "Check in: CR-002" })).toBeVisible();
  await forYou.getByRole("button", { name: "Send to review: CR-002" }).click();
  const send = page.getByRole("dialog", { name: "Send to review: CR-002" });
  await send.getByRole("checkbox", { name: /^qa/ }).check();
  await send.getByRole("button", { name: "Send" }).click();
  await expect(forYou).not.toContainText("CR-002");

  await forYou.getByRole("button", { name: "Close: CR-003" }).click();
  await page
    .getByRole("dialog", { name: "Close: CR-003" })
    .getByRole("button", { name: "Close" })
    .last()
    .click();
  await expect(forYou).toContainText("Nothing waits for you");
});
