import { expect, test } from "../../fixtures/test.ts";
import { DashboardFiles, draftFile, reviewFile } from "../../pages/dashboard-files.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { Palette } from "../../pages/palette.ts";

test("narrows the table by state and owner, together and apart", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  await files.document(draftFile("CR-001"));
  await files.document(draftFile("CR-002", { owner: "qa" }));
  await files.document(reviewFile("CR-003", ["qa"]));
  const page = await quorum.start({ project });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await expect(documents.rows).toHaveCount(3);
  const ids = async () =>
    documents.rows.evaluateAll((rows) => rows.map((row) => row.dataset["document"]).toSorted());
  await documents.choose("State", /^Draft \(2\)/);
  await expect.poll(ids).toEqual(["CR-001", "CR-002"]);
  await documents.choose("Owner", /^qa \(/);
  await expect.poll(ids).toEqual(["CR-002"]);
  await expect(page.getByRole("button", { name: "State: Draft" })).toBeVisible();
  await documents.choose("State", /^Draft \(/);
  await documents.choose("Owner", /^qa \(/);
  await documents.choose("Reviewer", /^qa \(/);
  await expect.poll(ids).toEqual(["CR-003"]);

  // The palette finds a document by its title, and a setting by another word for it.
  await new Palette(page).go("about cr-002");
  await expect(new DocumentPlace(page, "CR-002").title).toBeFocused();
  await new Palette(page).go("compact");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await expect(settings.getByRole("region", { name: "Appearance" })).toBeInViewport();
});

test("keeps the rows that are read in their place when others come above them", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  const id = (at: number): string => `CR-${String(at).padStart(3, "0")}`;
  for (let at = 1; at <= 80; at += 1) await files.document(draftFile(id(at * 2)));
  const page = await quorum.start({ project });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await documents.sortBy("Document");
  if ((await documents.rows.first().getAttribute("data-document")) !== id(2))
    await documents.sortBy("Document");
  await expect(documents.rows.first()).toHaveAttribute("data-document", id(2));
  await documents.table.evaluate((table) => table.scrollTo({ top: 1200 }));
  const read = documents.row(id(90));
  await expect(read).toBeVisible();
  const before = (await read.boundingBox())?.y;

  for (const at of [1, 3, 5]) await files.document(draftFile(id(at)));
  await expect(page.getByText("83 documents", { exact: true })).toBeVisible();
  expect((await read.boundingBox())?.y).toBe(before);
  // What comes below moves nothing either.
  await files.document(draftFile(id(159)));
  await expect(page.getByText("84 documents", { exact: true })).toBeVisible();
  expect((await read.boundingBox())?.y).toBe(before);
  // At the top, what is new is seen at once.
  await documents.table.evaluate((table) => table.scrollTo({ top: 0 }));
  await expect(documents.row(id(1))).toBeInViewport();
});
