import { metaOf, QmsUser } from "../../fixtures/qms-user.ts";
import { expect, test } from "../../fixtures/test.ts";
import { Dashboard } from "../../pages/dashboard.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const ID = "CR-006";

test("leads a change record from its first draft to its end, with the states that the engine writes", async ({
  quorum,
  workspace,
}) => {
  test.setTimeout(120_000);
  const project = workspace.projectFolder("sample");
  const window = new QuorumWindow(await quorum.start());
  await window.createSample(project);
  const { page } = window;
  await expect(window.agent("qa")).toBeVisible();
  const qa = new QmsUser(workspace, project, "qa");
  const document = new DocumentPlace(page, ID);
  /** Both say the same: the window, and what the engine wrote. */
  const becomes = async (words: string, status: string): Promise<void> => {
    // What is behind it says so as well.
    await expect(document.state).toHaveText(new RegExp(`^${words}(?:, done)?$`));
    await expect.poll(async () => (await metaOf(project, "CR", ID)).status).toBe(status);
  };
  const send = async (title: string): Promise<void> => {
    await document.act(title);
    await document.dialog.getByRole("checkbox", { name: /^qa/ }).check();
    await document.dialog.getByRole("button", { name: "Send" }).click();
    await expect(document.dialog).toHaveCount(0);
  };
  const confirm = async (title: string): Promise<void> => {
    await document.act(`${title}…`);
    await document.dialog.getByRole("button", { name: title, exact: true }).last().click();
    await expect(document.dialog).toHaveCount(0);
  };

  await new DocumentsPlace(page).open();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const creating = page.getByRole("dialog", { name: "Create a document" });
  await creating.getByRole("textbox", { name: "Title" }).fill("Say when the tide turns");
  await page.keyboard.press("Enter");
  await becomes("Draft", "DRAFT");
  await document.act("Check in");
  await expect(document.actions.getByRole("status")).toContainText(ID);

  await send("Send to review…");
  await becomes("In pre-review", "IN_PRE_REVIEW");
  await qa.perform("review", ID, "--recommend", "--comment", "It is clear.");
  await becomes("Pre-reviewed", "PRE_REVIEWED");
  const people = document.view.getByRole("region", { name: "People", exact: true });
  await expect(people.getByRole("region", { name: /^Pre-review of/ })).toContainText(
    /qa.*Recommends.*It is clear\./,
  );

  await send("Send to approval…");
  await becomes("In pre-approval", "IN_PRE_APPROVAL");
  await qa.perform("approve", ID);
  await becomes("Pre-approved", "PRE_APPROVED");
  await expect(people).toContainText("Approved");
  await confirm("Release");
  await becomes("In execution", "IN_EXECUTION");

  await send("Send to review…");
  await becomes("In post-review", "IN_POST_REVIEW");
  await qa.perform("review", ID, "--recommend", "--comment", "It was done.");
  await becomes("Post-reviewed", "POST_REVIEWED");
  await send("Send to approval…");
  await becomes("In post-approval", "IN_POST_APPROVAL");
  await qa.perform("approve", ID);
  await becomes("Post-approved", "POST_APPROVED");

  // Its end is done where it is told that it waits.
  await page.keyboard.press("ControlOrMeta+Shift+H");
  const dashboard = new Dashboard(page);
  await dashboard.forYou.getByRole("button", { name: `Close: ${ID}` }).click();
  await document.dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dashboard.forYou).not.toContainText(ID);
  await window.tab(ID).click();
  await becomes("Closed", "CLOSED");
  expect(await metaOf(project, "CR", ID)).toMatchObject({ version: "2.0" });
  await document.show("History");
  const history = document.view.getByRole("list", { name: "History" });
  for (const event of ["Created", "Released", "Closed"]) await expect(history).toContainText(event);
});
