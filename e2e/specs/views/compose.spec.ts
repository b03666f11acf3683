import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { ComposePanel } from "../../pages/compose-panel.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("writes to several from within a terminal, which keeps its size, and shows what becomes of it", async ({
  quorum,
  workspace,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const compose = new ComposePanel(page);
  const terminal = await window.startScripted("qa");
  const before = await terminal.pane.boundingBox();
  await compose.toggle();
  await expect(compose.to).toBeFocused();
  expect(await terminal.pane.boundingBox()).toEqual(before);
  await page.keyboard.type("qa,tu");
  await page.keyboard.press("Enter");
  await expect(compose.recipient("qa")).toBeVisible();
  await expect(compose.recipient("tu_ui")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(compose.panel.getByRole("status").filter({ hasText: "Give it a subject." })).toBeVisible();
  await expect(compose.subject).toBeFocused();
  await page.keyboard.type("A note");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Please **read** it.");
  await compose.button("Preview").click();
  await expect(compose.preview.locator("strong")).toHaveText("read");
  await compose.message.focus();
  await page.keyboard.press("Control+Enter");
  await expect(compose.panel.getByRole("heading", { name: "Sent to 2" })).toBeVisible();
  // One of them runs and is told; the other is told when it runs.
  await expect(compose.letter("qa").getByRole("list", { name: "Delivery" })).toContainText(
    /CreatednowAnnounced/,
  );
  await expect(compose.letter("tu_ui").getByRole("list", { name: "Delivery" })).toContainText("Held");
  const [project = ""] = await workspace.projects();
  const inbox = join(project, ".claude", "users", "tu_ui", "inbox");
  const sent = (await readdir(inbox)).find((name) => name.startsWith("msg-lead-")) ?? "";
  expect(await readFile(join(inbox, sent), "utf8")).toContain("Please **read** it.");
  await page.keyboard.press("Escape");
  await expect(compose.panel).toHaveCount(0);
  await expect(terminal.keyboard).toBeFocused();
  await compose.toggle();
  await expect(compose.subject).toHaveValue("");
});

test("keeps drafts over a reload, gives back what was discarded, and goes from one to another", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const compose = new ComposePanel(page);
  await expect(window.badge("qa")).toBeVisible();
  await compose.toggle();
  await compose.subject.fill("First");
  await compose.message.fill("Half of it");
  await page.reload();
  await expect(window.badge("qa")).toBeVisible();
  await compose.toggle();
  await expect(compose.subject).toHaveValue("First");
  await expect(compose.message).toHaveValue("Half of it");

  await compose.button(/^Drafts/).click();
  await page.getByRole("menuitem", { name: /New message/ }).click();
  await compose.subject.fill("Second");
  await compose.button(/^Drafts/).click();
  await page.getByRole("menuitem", { name: /First/ }).click();
  await expect(compose.message).toHaveValue("Half of it");
  await compose.button("Discard").click();
  await expect(compose.subject).toHaveValue("");
  await compose.button("Undo").click();
  await expect(compose.subject).toHaveValue("First");
});

test("completes documents, takes a file, and keeps a template", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const compose = new ComposePanel(page);
  await expect(window.badge("qa")).toBeVisible();
  await compose.toggle();
  await compose.message.focus();
  await page.keyboard.type("See CR-");
  await expect(compose.panel.getByRole("listbox", { name: "Documents" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(compose.message).toHaveValue(/^See CR-\d+/);
  await compose.subject.fill("Every week");
  await compose.button("Templates").click();
  const templates = page.getByRole("dialog", { name: "Templates" });
  await templates.getByRole("button", { name: "Keep as template" }).click();
  await expect(templates.getByRole("button", { name: /^Every week/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await compose.button("Discard").click();

  await compose.panel.locator('input[type="file"]').setInputFiles({
    name: "notes.md",
    mimeType: "text/markdown",
    buffer: Buffer.from("# Notes\n"),
  });
  await expect(compose.message).toHaveValue("# Notes\n");
  await compose.panel.locator('input[type="file"]').setInputFiles({
    name: "picture.png",
    mimeType: "image/png",
    buffer: Buffer.from([0x89, 0x50, 0xff]),
  });
  await expect(compose.panel).toContainText("picture.png is no text");
  await compose.button("Discard").click();
  await compose.button("Templates").click();
  await templates.getByRole("button", { name: /^Every week/ }).click();
  await expect(compose.subject).toHaveValue("Every week");
});

test("says whom a message did not reach, and keeps it for them", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const compose = new ComposePanel(page);
  await expect(window.badge("qa")).toBeVisible();
  await compose.toggle();
  await expect(compose.to).toBeFocused();
  await page.keyboard.type("qa, nobody,");
  await compose.subject.fill("A note");
  await compose.message.fill("Read it.");
  await compose.button(/^Send to 2/).click();
  await expect(compose.panel.getByRole("heading", { name: "Sent to 1 of 2" })).toBeVisible();
  await expect(compose.letter("nobody").getByRole("alert")).toContainText("Unknown recipient");
  await expect(compose.button("Send to nobody again")).toBeEnabled();
  await compose.button("Back to the draft").click();
  await expect(compose.recipient("nobody")).toBeVisible();
  await expect(compose.recipient("qa")).toHaveCount(0);
  await expect(compose.message).toHaveValue("Read it.");
});

test("keeps nobody out", async ({ quorum }) => {
  test.slow();
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const compose = new ComposePanel(window.page);
  await expect(window.badge("qa")).toBeVisible();
  await compose.toggle();
  await expect(compose.to).toBeFocused();
  await window.page.keyboard.type("qa,");
  await compose.subject.fill("A note");
  await compose.message.fill("Read **it**.");
  await compose.button("Preview").click();
  await expect(compose.preview.locator("strong")).toBeVisible();
  await expectNoBarriers(window.page);
  await compose.button(/^Send/).click();
  await expect(compose.panel.getByRole("heading", { name: "Sent to qa" })).toBeVisible();
  await expectNoBarriers(window.page);
});
