import { readFile } from "node:fs/promises";
import { InboxFiles } from "../fixtures/inbox-files.ts";
import { makeProject } from "../fixtures/project.ts";
import { expect, test } from "../fixtures/test.ts";
import { ActivityView } from "../pages/activity-view.ts";
import { ComposePanel } from "../pages/compose-panel.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("proves of an item when it was announced, seen and done, and leads on from it", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const inbox = window.inbox("qa");
  const terminal = await window.startScripted("qa");
  const compose = new ComposePanel(page);
  await compose.toggle();
  await expect(compose.to).toBeFocused();
  await page.keyboard.type("qa,");
  await compose.subject.fill("Look at CR-002");
  await compose.message.fill("Please look.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(compose.panel.getByRole("heading", { name: "Sent to 1" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(compose.panel).toHaveCount(0);

  await window.badge("qa").click();
  await inbox.item("Look at CR-002").click();
  const steps = inbox.pane.getByRole("list", { name: "Delivery" });
  await expect(steps.getByRole("listitem").nth(1)).toHaveText(/^Announced/);
  await window.agent("qa").locator("[data-agent-row]").click();
  await terminal.enter("inbox");
  await terminal.shows("Look at CR-002");
  await window.badge("qa").click();
  await expect(steps.getByRole("listitem").nth(2)).toHaveText(/^Seen/);
  await expect(steps.getByRole("listitem").nth(2)).toHaveAttribute("data-state", "done");
  await inbox.archive.click();
  await inbox.toggle.click();
  await inbox.item("Look at CR-002").click();

  await inbox.pane.getByRole("button", { name: /^(?:What became of it|Times and proof)$/ }).click();
  const proof = page.getByRole("dialog", { name: "What has become of it" });
  const proofSteps = proof.getByRole("listitem");
  for (const name of ["Created", "Announced", "Seen", "Archived"]) {
    await expect(proofSteps.filter({ has: page.getByText(name, { exact: true }) })).toHaveCount(1);
  }
  const announced = proofSteps.filter({ has: page.getByText("Announced", { exact: true }) });
  await expect(announced.getByRole("paragraph")).not.toBeEmpty();
  const times = await proof
    .locator("time")
    .evaluateAll((all) => all.map((one) => Date.parse(one.getAttribute("datetime") ?? "")));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(Date.now() - (times[0] ?? 0)).toBeLessThan(120_000);
  await page.keyboard.press("Escape");
  await expect(proof).toHaveCount(0);
});

test("follows a task until it was done, and opens its document and its agent", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const inbox = window.inbox("qa");
  const terminal = await window.startScripted("qa");
  await window.badge("qa").click();
  await inbox.item("CR-").first().click();
  const open = inbox.pane.getByRole("button", { name: /^Open [A-Z]/ });
  const document = (await open.getAttribute("aria-label"))?.slice("Open ".length) ?? "";
  await open.click();
  await expect(page.getByRole("tabpanel", { name: document, exact: true })).toBeVisible();

  await window.agent("qa").locator("[data-agent-row]").click();
  await terminal.enter("work");
  await window.badge("qa").click();
  await expect(inbox.item(document)).toHaveCount(0);
  await inbox.toggle.click();
  await inbox.item(document).first().click();
  await inbox.pane.getByRole("button", { name: /^(?:What became of it|Times and proof)$/ }).click();
  const proof = page.getByRole("dialog", { name: "What has become of it" });
  await expect(proof.getByText("Acted", { exact: true })).toBeVisible();
  await expect(proof.getByText("Announced", { exact: true })).toBeVisible();
});

test("archives a notification, and opens who wrote a message", async ({ quorum, workspace }) => {
  const script = "process.stdin.resume()";
  const project = await makeProject(workspace, { qa: { script }, bu: { script } });
  const files = new InboxFiles(project);
  await files.define("qa");
  await files.define("bu");
  await files.notification("qa", "CR-002");
  await files.message("qa", { from: "bu", subject: "A word" });
  const window = new QuorumWindow(await quorum.start({ project }));
  const inbox = window.inbox("qa");
  await window.badge("qa").click();
  await inbox.item("CR-002").click();
  await inbox.archive.click();
  await expect(inbox.items).toHaveCount(1);
  await expect(window.badge("qa")).toHaveAccessibleName("Inbox of qa: 1 message");
  await inbox.item("A word").click();
  await inbox.pane.getByRole("button", { name: "bu", exact: true }).click();
  await expect(window.page.getByRole("tab", { selected: true })).toHaveText(/bu/);
});

test("writes to everyone, whose copies are one thread, and gives a table that can hold any text", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const compose = new ComposePanel(page);
  await expect(window.badge("qa")).toBeVisible();
  await compose.toggle();
  await expect(compose.to).toBeFocused();
  await page.keyboard.type("everyone,");
  for (const name of ["claude", "qa", "tu_ui"]) await expect(compose.recipient(name)).toBeVisible();
  const subject = 'One, "two"; three';
  await compose.subject.fill(subject);
  await compose.message.fill("First line, with a comma\nand a second.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(compose.panel.getByRole("heading", { name: "Sent to 3" })).toBeVisible();
  await page.keyboard.press("Escape");

  await window.badge("qa").click();
  const inbox = window.inbox("qa");
  await inbox.item("One, ").click();
  const thread = inbox.pane.getByRole("region", { name: "The same subject" });
  await expect(thread.getByRole("listitem")).toHaveText([/lead to claude/, /lead to tu_ui/]);

  const activity = new ActivityView(page);
  await activity.open();
  await activity.choose("Kinds", "Messages");
  await expect(activity.entries.first()).toContainText("One, ");
  const download = page.waitForEvent("download");
  await activity.view.getByRole("button", { name: "Export what is shown" }).click();
  await page.getByRole("menuitem", { name: "As a table (CSV)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("activity.csv");
  const rows = rowsOf(await readFile(await file.path(), "utf8"));
  expect(rows[0]).toContain("text");
  for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
  expect(rows.flat().join("\n")).toContain("One, 'two'; three");
});

/** The cells of a table as programs that open such files read them. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, cell = "", end = ""] of csv.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}
