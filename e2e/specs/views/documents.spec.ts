import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { writeLargeProject } from "../../../electron/hub/reader/testing/large-project.test-support.ts";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("lists all documents, sorts and filters them, and remembers columns and order", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await expect(documents.row("CR-001")).toBeVisible();
  await expect(documents.cell("CR-001", "state")).toHaveText("Closed");
  await documents.sortBy("Document");
  await expect(documents.rows.first()).toHaveAttribute("data-document", /^TEMPLATE-VR/);
  await documents.choose("Type", /^CR /);
  await expect(documents.rows).toHaveCount(5);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(documents.filter).toBeFocused();
  await documents.filter.fill("harbour");
  await expect(documents.rows).toHaveCount(1);
  await documents.filter.fill("nothing has this");
  await expect(page.getByRole("heading", { name: "No document fits" })).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Version" }).click();
  await page.keyboard.press("Escape");
  await expect(documents.table.getByRole("columnheader", { name: "Version" })).toHaveCount(0);

  await page.reload();
  await expect(documents.row("TEMPLATE-VR")).toBeVisible();
  await expect(documents.table.getByRole("columnheader", { name: "Version" })).toHaveCount(0);
  await expect(documents.table.getByRole("columnheader", { name: "Document" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
});

test("is used by keys alone: to the field, through the rows, into a document and back", async ({
  quorum,
}) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+D");
  await expect(documents.row("CR-001")).toBeVisible();
  await page.keyboard.press("/");
  await expect(documents.filter).toBeFocused();
  await page.keyboard.type("cr-00");
  await expect(documents.rows).toHaveCount(5);
  await page.keyboard.press("ArrowDown");
  await expect(documents.table).toBeFocused();
  await expect(documents.row("CR-001")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("End");
  await expect(documents.row("CR-005")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(new DocumentPlace(page, "CR-002").title).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+D");
  await expect(documents.filter).toHaveValue("cr-00");
});

test("finds words in texts and comments and marks them", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await page.getByText("Full text", { exact: true }).click();
  await documents.search.fill("harbour minutes");
  await expect(documents.hits.getByRole("button", { name: /^CR-003/ })).toBeVisible();
  await expect(documents.hits.locator("mark").first()).toHaveText(/harbour|minutes/i);
  await documents.search.press("ArrowDown");
  await expect(documents.hits.getByRole("button").first()).toBeFocused();
  await documents.search.fill("zzzz");
  await expect(page.getByRole("heading", { name: "Nothing was found" })).toBeVisible();
});

test("shows a document with its text, its state and its people, and what is different between versions", async ({
  quorum,
}) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await documents.row("SOP-008").click();
  const document = new DocumentPlace(page, "SOP-008");
  await expect(document.text).toBeVisible();
  await document.show("Compare versions");
  await expect(document.view.getByRole("table", { name: "Differences" })).toBeVisible();
  await document.view.getByText("Side by side").click();
  await expect(document.view.locator("ins, [data-way='added']").first()).toBeVisible();
  await document.show("History");
  await expect(
    document.view.getByRole("list", { name: "History" }).getByRole("listitem").first(),
  ).toBeVisible();
  await document.show("Text");
  await document.text.getByRole("button", { name: "SOP-005" }).first().click();
  await expect(new DocumentPlace(page, "SOP-005").text).toBeVisible();
});

test("creates a document, checks it in, sends it to review and takes it back", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Create a document" });
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByText("A document needs a title.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Title" }).fill("Say when the tide turns");
  await page.keyboard.press("Enter");
  const document = new DocumentPlace(page, "CR-006");
  await expect(document.state).toHaveText("Draft");
  await expect(document.view).toContainText(".claude/users/lead/workspace/CR-006.md");
  await document.act("Check in");
  await expect(document.actions.getByRole("status")).toContainText("CR-006");
  await document.act("Send to review…");
  await expect(document.dialog).toContainText("It becomes: In pre-review.");
  await document.dialog.getByRole("checkbox", { name: /^qa/ }).check();
  await document.dialog.getByRole("button", { name: "Send" }).click();
  await expect(document.state).toHaveText("In pre-review");
  await expect(document.view).toContainText("It waits for the review of qa.");
  await document.actions.getByText("Not now").click();
  await expect(document.actions).toContainText("Its review was not asked of you.");
  await document.act("Take back…");
  await document.dialog.getByRole("button", { name: "Take back" }).click();
  await expect(document.state).toHaveText("Draft");
  await document.act("Delete…");
  await document.dialog.getByRole("button", { name: "Delete" }).click();
  await expect(document.dialog).toContainText("Confirm that it may go.");
  await page.keyboard.press("Escape");
  await expect(document.dialog).toHaveCount(0);
});

test("follows what is written, with code in colours and nothing of it active", async ({
  quorum,
  workspace,
}) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await documents.row("CR-003").click();
  const document = new DocumentPlace(page, "CR-003");
  await expect(document.text).toBeVisible();
  const [project = ""] = await workspace.projects();
  await appendFile(
    join(project, "QMS/CR/CR-003/CR-003-draft.md"),
    "\n\n- [x] tried\n\n```js\nconst tide = 1;\n```\n\n<img src=x onerror='document.title=1'> of CR-001\n",
  );
  const code = document.text.getByLabel("Code in js");
  await expect(code).toContainText("const tide = 1;");
  await expect(code.locator("span[style]").first()).toBeVisible();
  await expect(document.text.getByRole("checkbox", { name: "Done" })).toBeChecked();
  await expect(document.text).toContainText("<img src=x");
  await expect(document.text.getByRole("button", { name: "CR-001" })).toBeVisible();
});

test("draws only what is seen of thousands of documents, and reaches the last by a key", async ({
  quorum,
  workspace,
}) => {
  const folder = workspace.projectFolder("large");
  writeLargeProject(folder, { documents: 3000, events: 3000, items: 10 });
  const page = await quorum.start();
  await new QuorumWindow(page).openProject(folder);
  const documents = new DocumentsPlace(page);
  await documents.open();
  await expect
    .poll(async () => Number(await documents.table.getAttribute("aria-rowcount")), { timeout: 30_000 })
    .toBeGreaterThan(3000);
  expect(await documents.rows.count()).toBeLessThan(80);
  await documents.table.focus();
  await page.keyboard.press("End");
  const count = await documents.table.getAttribute("aria-rowcount");
  await expect(documents.table.locator('[aria-selected="true"]')).toHaveAttribute(
    "aria-rowindex",
    count ?? "",
  );
  await expect(documents.table.locator('[aria-selected="true"]')).toBeInViewport();
});

test("keeps where a page was scrolled to while another tab is seen", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await documents.row("SOP-001").click();
  const document = new DocumentPlace(page, "SOP-001");
  await expect(document.text).toBeVisible();
  const scrolled = (): Promise<number> =>
    document.text.evaluate((text) => {
      let at: Element | null = text;
      while (at !== null && at.scrollTop === 0) at = at.parentElement;
      return at?.scrollTop ?? 0;
    });
  await document.text.hover();
  await page.mouse.wheel(0, 300);
  await expect.poll(scrolled).toBeGreaterThan(200);
  const before = await scrolled();
  await documents.open();
  await documents.row("CR-001").click();
  await page.getByRole("tab", { name: "SOP-001" }).click();
  await expect(document.text).toBeVisible();
  await expect.poll(scrolled).toBe(before);
});

test("is accessible in both themes", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await expect(documents.row("CR-001")).toBeVisible();
  await expectNoBarriers(page);
  await documents.row("CR-003").click();
  const document = new DocumentPlace(page, "CR-003");
  await expect(document.text).toBeVisible();
  await expectNoBarriers(page);
  await document.show("Compare versions");
  await expectNoBarriers(page);
  await document.show("History");
  await expectNoBarriers(page);
  await documents.open();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expectNoBarriers(page);
});
