import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { InboxFiles } from "../../fixtures/inbox-files.ts";
import { makeProject } from "../../fixtures/project.ts";
import { expect, test } from "../../fixtures/test.ts";
import type { Workspace } from "../../fixtures/workspace.ts";
import { InboxesView } from "../../pages/inboxes-view.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

/** A project with two agents that do nothing, and a place for what is put into their inboxes. */
async function makeInboxes(workspace: Workspace) {
  const script = "process.stdin.resume()";
  const project = await makeProject(workspace, { qa: { script }, bu: { script } });
  const files = new InboxFiles(project);
  await files.define("qa");
  await files.define("bu");
  return { project, files };
}

test("shows the inboxes of everyone, the person's own first, and what nobody reads", async ({
  quorum,
  workspace,
}) => {
  const { project, files } = await makeInboxes(workspace);
  await files.message("lead", { from: "qa", subject: "For the person", body: "# Hello\n\n- [x] done" });
  await files.message("gone", { from: "qa", subject: "For nobody" });
  const window = new QuorumWindow(await quorum.start({ project }));
  const inboxes = new InboxesView(window.page);
  await inboxes.open();
  await expect(inboxes.owners).toHaveText([/lead/, /claude/, /qa/, /bu/, /gone/]);
  await expect(inboxes.owner("lead")).toHaveAccessibleName("lead, you: 1 item");
  await expect(inboxes.owner("gone")).toHaveAccessibleName("gone: 1 item, 1 undeliverable");
  const own = window.inbox("lead");
  await own.item("For the person").click();
  await expect(own.body.getByRole("heading", { name: "Hello" })).toBeVisible();
  await expect(own.body.getByRole("checkbox", { name: "Done" })).toBeChecked();

  await inboxes.owner("gone").click();
  const lost = window.inbox("gone");
  await expect(lost.item("For nobody")).toContainText("undeliverable");
  await lost.item("For nobody").click();
  const steps = lost.pane.getByRole("list", { name: "Delivery" });
  await expect(steps.getByRole("listitem")).toHaveText([/Created/, /Undeliverable/, /Seen/, /Archived/]);
  await expect(lost.pane.getByRole("note")).not.toBeEmpty();
  await lost.pane.getByRole("button", { name: "Times and proof" }).click();
  await expect(window.page.getByRole("dialog", { name: "What has become of it" })).toContainText("Created");
});

test("is used by keyboard alone, and is as it was when one comes back", async ({ quorum, workspace }) => {
  const { project, files } = await makeInboxes(workspace);
  await files.message("qa", { from: "bu", subject: "Older" });
  await files.message("qa", { from: "bu", subject: "Newer", second: 5 });
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  const inboxes = new InboxesView(page);
  await expect(window.badge("qa")).toHaveAccessibleName(/2 messages/);
  await page.keyboard.press("ControlOrMeta+Shift+I");
  await expect(inboxes.title).toBeFocused();
  await inboxes.list.focus();
  await page.keyboard.press("Home");
  await expect(inboxes.owner("lead")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const inbox = window.inbox("qa");
  await expect(inbox.items).toHaveCount(2);
  await page.keyboard.press("Enter");
  await expect(inbox.list).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(inbox.selected).toContainText("Newer");
  await page.keyboard.press("Enter");
  await expect(inbox.text).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(inbox.list).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(inboxes.list).toBeFocused();

  await page.keyboard.press("ControlOrMeta+Shift+Y");
  await expect(inboxes.title).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Shift+I");
  await expect(inbox.selected).toContainText("Newer");
});

test("finds in the archive by words and by days", async ({ quorum, workspace }) => {
  const { project, files } = await makeInboxes(workspace);
  const put = async (day: string, name: string, subject: string): Promise<void> => {
    const folder = join(project, ".claude", "users", "qa", "inbox-archive", day);
    await mkdir(folder, { recursive: true });
    const head = [
      "type: message",
      "from: bu",
      "to: qa",
      `timestamp: ${day}T12:00:00Z`,
      `subject: "${subject}"`,
    ];
    await writeFile(join(folder, `msg-bu-${day}-${name}.md`), `---\n${head.join("\n")}\n---\n\nA body.\n`);
  };
  await put("2026-02-01", "120000", "About lamps");
  await put("2026-02-03", "120000", "About chairs");
  await files.message("qa", { from: "bu", subject: "Now" });
  const window = new QuorumWindow(await quorum.start({ project }));
  await new InboxesView(window.page).open();
  const inbox = window.inbox("qa");
  await inbox.toggle.click();
  await expect(inbox.items).toHaveText([/chairs/, /lamps/]);
  await inbox.search.fill("lamps bu");
  await expect(inbox.items).toHaveText([/lamps/]);
  await inbox.search.fill("tables");
  await expect(inbox.pane).toContainText("Nothing in the archive is like that.");
  await inbox.pane.getByRole("button", { name: "Show all" }).click();
  await inbox.pane.getByLabel("From").fill("2026-02-02");
  await expect(inbox.items).toHaveText([/chairs/]);
});

test("shows what was written under a subject before, and begins an answer", async ({ quorum, workspace }) => {
  const { project, files } = await makeInboxes(workspace);
  await files.message("bu", { from: "qa", subject: "The scene", body: "What do you think?" });
  await files.message("qa", { from: "bu", subject: "Re: The scene", body: "I like it.", second: 9 });
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  await new InboxesView(page).open();
  const inbox = window.inbox("qa");
  await inbox.item("The scene").click();
  const thread = inbox.pane.getByRole("region", { name: "The same subject" });
  await thread.getByRole("button", { name: /qa to bu/ }).click();
  await expect(thread).toContainText("What do you think?");
  await inbox.list.focus();
  await page.keyboard.press("r");
  const panel = page.getByRole("dialog", { name: "Write a message" });
  await expect(panel.getByRole("button", { name: "Remove bu" })).toBeVisible();
  await expect(panel.getByRole("textbox", { name: "Subject" })).toHaveValue("Re: The scene");
  await expect(panel.getByRole("textbox", { name: "Message" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(inbox.list).toBeFocused();
});

test("keeps nobody out", async ({ quorum, workspace }) => {
  test.slow();
  const { project, files } = await makeInboxes(workspace);
  await files.task("qa", "CR-001");
  await files.message("qa", {
    from: "bu",
    subject: "One",
    body: "`code` and\n\n| a | b |\n|---|---|\n| 1 | 2 |",
  });
  await files.message("gone", { from: "bu", subject: "Lost" });
  const window = new QuorumWindow(await quorum.start({ project }));
  await new InboxesView(window.page).open();
  const inbox = window.inbox("qa");
  await inbox.item("One").click();
  await expect(inbox.body.getByRole("table")).toBeVisible();
  await expectNoBarriers(window.page);
  await inbox.toggle.click();
  await expect(inbox.search).toBeVisible();
  await expectNoBarriers(window.page);
});
