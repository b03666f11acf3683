import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { RecordPart } from "../../pages/record-part.ts";

test("a record is written by its prompts: answered, amended with a reason, gone through again, and compiled", async ({
  quorum,
}) => {
  test.slow();
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await documents.row("CR-004").click();
  const parent = new DocumentPlace(page, "CR-004");
  await parent.view.getByRole("button", { name: /^(Create|New) / }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").first().selectOption("VR");
  await dialog.getByRole("textbox", { name: "Title" }).fill("The tide is told");
  await dialog.getByRole("button", { name: "Create" }).click();
  const document = new DocumentPlace(page, "CR-004-VR-001");
  const record = new RecordPart(document);
  await document.act("Answer its prompts…");

  // By keys alone: what is asked has the focus, and so has what is asked next.
  await expect(record.field("Related eis")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(record.now).toContainText("Write an answer.");
  await page.keyboard.type("EI-1");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(record.status).toHaveText("Recorded: related_eis");
  await expect(record.field("Objective")).toBeFocused();
  await page.keyboard.type("It works");

  // What was typed is there again after the page was loaded anew.
  await page.reload();
  await documents.open();
  await documents.row("CR-004-VR-001").click();
  await document.show("Prompts");
  await expect(record.field("Objective")).toHaveValue("It works");
  await expectNoBarriers(page);

  await record.amend("Related eis").click();
  await record.reason("Amend: Related eis").fill("One was missing");
  await page.keyboard.press("Enter");
  await expect(record.now).toContainText("It goes on at: Objective.");
  await record.now.getByRole("button", { name: "Leave it as it was" }).click();
  await expect(record.field("Objective")).toHaveValue("It works");
  await record.amend("Related eis").click();
  await record.reason("Amend: Related eis").fill("One was missing");
  await page.keyboard.press("Enter");
  await record.field("Related eis").fill("EI-1, EI-2");
  await record.now.getByRole("textbox", { name: "Why the answer changes" }).fill("One was missing");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(record.step("Related eis")).toContainText("changed because: One was missing");
  await expect(record.step("Related eis")).toContainText("1 earlier answer");

  for (const title of ["Objective", "Pre conditions"]) await record.answer(title, "As it is");
  for (const step of ["instructions", "expected", "actual", "outcome"])
    await record.answer(`Step ${step}, pass 1`, `The ${step}`);
  await record.now.getByRole("button", { name: "No: More steps, pass 1" }).click();
  await document.view.getByRole("button", { name: "Another pass of steps…" }).click();
  await record.reason("Another pass of steps").fill("One more was done");
  await page.keyboard.press("Enter");
  await expect(record.field("Step instructions, pass 2")).toBeFocused();

  await document.view.getByRole("button", { name: "Show what it becomes" }).click();
  const text = document.view.getByRole("article", { name: "The text that the answers make" });
  await expect(text).toContainText("The tide is told");
  await expect(text).toContainText("The expected");
  await expectNoBarriers(page);

  // Checked in it can be read, and says what is to be done to go on.
  await document.act("Check in");
  await expect(document.view).toContainText("It is checked in. Check it out to answer what is open.");
  await expect(record.step("Related eis")).toContainText("EI-1, EI-2");
  await expect(record.steps.getByRole("textbox")).toHaveCount(0);
  await documents.open();
  await documents.row("CR-004").click();
  // Of a document that is written as a text there are no prompts.
  await expect(parent.text).toBeVisible();
  await expect(parent.view.getByRole("button", { name: "Prompts", exact: true })).toHaveCount(0);
});
