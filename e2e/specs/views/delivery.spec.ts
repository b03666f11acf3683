import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InboxFiles } from "../../fixtures/inbox-files.ts";
import { makeProject } from "../../fixtures/project.ts";
import { expect, test } from "../../fixtures/test.ts";
import { ActivityView } from "../../pages/activity-view.ts";
import { ComposePanel } from "../../pages/compose-panel.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

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
  await expect(compose.panel.getByRole("heading", { name: "Sent to qa" })).toBeVisible();
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

test("writes to everyone, and shows the copies as one thread", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const compose = new ComposePanel(page);
  await expect(window.badge("qa")).toBeVisible();
  await compose.toggle();
  await expect(compose.to).toBeFocused();
  await page.keyboard.type("everyone,");
  for (const name of ["claude", "qa", "tu_ui"]) await expect(compose.recipient(name)).toBeVisible();
  await compose.subject.fill("To all of you");
  await compose.message.fill("Please read SOP-001.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(compose.panel.getByRole("heading", { name: "Sent to 3" })).toBeVisible();
  await page.keyboard.press("Escape");

  await window.badge("qa").click();
  const inbox = window.inbox("qa");
  await inbox.item("To all of you").click();
  const thread = inbox.pane.getByRole("region", { name: "The same subject" });
  await expect(thread.getByRole("listitem")).toHaveCount(2);
  await expect(thread.getByRole("listitem").filter({ hasText: "lead to claude" })).toHaveCount(1);
  await thread.getByRole("button", { name: /lead to tu_ui/ }).click();
  await expect(thread).toContainText("Please read SOP-001.");
});

test("gives a table of what happened whose cells hold any text", async ({ quorum, workspace }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const activity = new ActivityView(page);
  await expect(window.badge("qa")).toBeVisible();
  const [project = ""] = await workspace.projects();
  const comment = 'One, "two";\nthree\r\n=4';
  const ts = `${new Date().toISOString().slice(0, 19)}+00:00`;
  const event = { ts, event: "REVIEW", user: "qa", version: "0.1", outcome: "RECOMMEND", comment };
  await appendFile(join(project, "QMS/.audit/CR/CR-003.jsonl"), `${JSON.stringify(event)}\n`);
  await activity.open();
  await activity.choose("Kinds", "Documents");
  await expect(activity.entries.first()).toContainText("CR-003");
  const download = page.waitForEvent("download");
  await activity.view.getByRole("button", { name: "Export what is shown" }).click();
  await page.getByRole("menuitem", { name: "As a table (CSV)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("activity.csv");
  const [head = [], ...rows] = rowsOf(await readFile(await file.path(), "utf8"));
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) expect(row).toHaveLength(head.length);
  const details = rows.map((row) => JSON.parse(row[head.indexOf("details")] ?? "") as { comment?: string });
  expect(details.map((one) => one.comment).join("\n")).toMatch(/One, "two";\s+three\s+=4/);
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
