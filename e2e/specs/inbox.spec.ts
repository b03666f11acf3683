import { InboxFiles } from "../fixtures/inbox-files.ts";
import { makeProject } from "../fixtures/project.ts";
import { expect, test } from "../fixtures/test.ts";
import type { Workspace } from "../fixtures/workspace.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

const isMac = process.platform === "darwin";
const INBOX = isMac ? "Meta+Shift+B" : "Control+Shift+B";
const AGENTS = isMac ? "Meta+Shift+E" : "Control+Shift+E";

/** A project with two agents that do nothing, and a place for what is put into their inboxes. */
async function makeInboxes(workspace: Workspace) {
  const script = "process.stdin.resume()";
  const project = await makeProject(workspace, { qa: { script }, bu: { script } });
  const files = new InboxFiles(project);
  await files.define("qa");
  await files.define("bu");
  return { project, files };
}

test("counts what waits in each inbox, and what comes as it comes", async ({ quorum, workspace }) => {
  const { project, files } = await makeInboxes(workspace);
  await files.task("qa", "CR-001");
  await files.message("qa", { from: "bu", subject: "One" });
  await files.message("qa", { from: "bu", subject: "Two", second: 1 });
  await files.notification("qa", "CR-002");
  await files.file("qa", "strange.md", "What is this?\n");
  const window = new QuorumWindow(await quorum.start({ project }));
  await expect(window.badge("qa")).toHaveAccessibleName(
    "Inbox of qa: 1 task, 2 messages, 1 notification, 1 unknown file",
  );
  await expect(window.badge("qa").locator("span")).toHaveText(["1", "2", "2"]);
  await expect(window.badge("bu")).toHaveAccessibleName("Inbox of bu: empty");

  await files.message("bu", { from: "qa", subject: "Hello" });
  await expect(window.badge("bu")).toHaveAccessibleName("Inbox of bu: 1 message");
});

test("lists an inbox in the order of its urgency, shows each text, and what comes while it is open", async ({
  quorum,
  workspace,
}) => {
  const { project, files } = await makeInboxes(workspace);
  await files.message("qa", { from: "bu", subject: "The first", body: "<b>Not markup</b>\n\n**The end**" });
  await files.notification("qa", "CR-002");
  await files.task("qa", "CR-001");
  const window = new QuorumWindow(await quorum.start({ project }));
  const inbox = window.inbox("qa");
  await window.badge("qa").click();
  await expect(inbox.contents).toHaveText("1 task, 1 message, 1 notification");
  await expect(inbox.items).toHaveText([/CR-001/, /The first/, /CR-002 has been approved/]);

  await inbox.item("The first").click();
  await expect(inbox.body).toHaveText(/^<b>Not markup<\/b>\s*The end$/);
  await expect(inbox.body.locator("strong")).toHaveText("The end");
  await inbox.pane.getByRole("button", { name: "The file as it is written" }).click();
  await expect(inbox.body).toContainText('subject: "The first"');
  await expect(inbox.body).toContainText("**The end**");
  await files.message("qa", { from: "bu", subject: "The second", second: 5 });
  await expect(inbox.items).toHaveText([/CR-001/, /The second/, /The first/, /CR-002/]);
  // What is read stays where it is.
  await expect(inbox.selected).toContainText("The first");
  await expect(window.badge("qa")).toHaveAccessibleName(/2 messages/);
});

test("says what is wrong with a file at its row, and shows the rest", async ({ quorum, workspace }) => {
  const { project, files } = await makeInboxes(workspace);
  await files.file("qa", "msg-bu-2026-02-04-120000.md", "---\ntype: message\nno end of it");
  await files.message("qa", { from: "bu", subject: "All is well", second: 9 });
  const window = new QuorumWindow(await quorum.start({ project }));
  const inbox = window.inbox("qa");
  await window.badge("qa").click();
  await expect(inbox.items).toHaveCount(2);
  await expect(inbox.item("All is well")).toBeVisible();
  const broken = inbox.item("frontmatter");
  await broken.click();
  await expect(inbox.text).toContainText("no end of it");
});

test("archives a message as its agent, and keeps it in the archive under its day", async ({
  quorum,
  workspace,
}) => {
  const { project, files } = await makeInboxes(workspace);
  await files.message("qa", { from: "bu", subject: "Keep me", body: "For ever." });
  await files.task("qa", "CR-001");
  const window = new QuorumWindow(await quorum.start({ project }));
  const inbox = window.inbox("qa");
  await window.badge("qa").click();
  await inbox.item("CR-001").click();
  await expect(inbox.archive).toHaveCount(0);
  await inbox.item("Keep me").click();
  await inbox.archive.click();
  await expect(inbox.items).toHaveCount(1);
  await expect(window.badge("qa")).toHaveAccessibleName("Inbox of qa: 1 task");
  await expect(inbox.list).toBeFocused();

  // What was put away by mistake comes back.
  const undo = inbox.pane.getByRole("group", { name: "Archived just now" });
  await undo.getByRole("button", { name: "Put “Keep me” back" }).click();
  await expect(inbox.items).toHaveCount(2);
  await expect(undo).toHaveCount(0);
  await expect(inbox.list).toBeFocused();
  await inbox.item("Keep me").click();
  await inbox.archive.click();
  await expect(undo.getByRole("status")).toHaveText("“Keep me” was archived.");
  await undo.getByRole("button", { name: "Put away" }).click();
  await expect(inbox.items).toHaveCount(1);

  await inbox.toggle.click();
  const today = new Date().toISOString().slice(0, 10);
  await expect(inbox.archived).toContainText(today);
  await inbox.item("Keep me").click();
  await expect(inbox.text).toContainText("For ever.");
  await expect(inbox.archive).toHaveCount(0);
  await inbox.toggle.click();
  await expect(inbox.items).toHaveCount(1);
});

test("says at an item why it was not archived", async ({ quorum, workspace }) => {
  const script = "process.stdin.resume()";
  const project = await makeProject(workspace, { qa: { script } });
  // Without a definition, the QMS does not know this agent as a user.
  await new InboxFiles(project).message("qa", { from: "bu", subject: "Stays" });
  const window = new QuorumWindow(await quorum.start({ project }));
  const inbox = window.inbox("qa");
  await window.badge("qa").click();
  await inbox.item("Stays").click();
  await inbox.archive.click();
  await expect(inbox.pane.getByRole("alert")).toContainText("It was not archived.");
  await expect(inbox.item("Stays")).toBeVisible();
  await expect(inbox.archive).toBeEnabled();
});

test("is used by keyboard alone, and gives the focus back", async ({ quorum, workspace }) => {
  const { project, files } = await makeInboxes(workspace);
  await files.message("bu", { from: "qa", subject: "Older", body: "older text" });
  await files.message("bu", { from: "qa", subject: "Newer", body: "newer text", second: 5 });
  const window = new QuorumWindow(await quorum.start({ project }));
  const { keyboard } = window.page;
  const inbox = window.inbox("bu");
  await expect(window.badge("bu")).toHaveAccessibleName(/2 messages/);
  await keyboard.press(AGENTS);
  await keyboard.press("ArrowDown");
  await expect(window.agent("qa").locator("[data-agent-row]")).toBeFocused();
  await keyboard.press("ArrowDown");
  const row = window.agent("bu").locator("[data-agent-row]");
  await expect(row).toBeFocused();
  await keyboard.press(INBOX);
  await expect(inbox.list).toBeFocused();
  await expect(window.tab("bu inbox")).toHaveAttribute("aria-selected", "true");

  await expect(inbox.items).toHaveCount(2);
  await keyboard.press("ArrowDown");
  await expect(inbox.selected).toContainText("Newer");
  await keyboard.press("ArrowDown");
  await expect(inbox.selected).toContainText("Older");
  await expect(inbox.text).toHaveText(/older text/);
  await keyboard.press("Enter");
  await expect(inbox.text).toBeFocused();
  await keyboard.press("Escape");
  await expect(inbox.list).toBeFocused();
  await keyboard.press("Delete");
  await expect(inbox.items).toHaveCount(1);
  await expect(inbox.selected).toContainText("Newer");
  await keyboard.press("Escape");
  await expect(window.tab("bu inbox")).toHaveCount(0);
  await expect(row).toBeFocused();

  await keyboard.press("Tab");
  await expect(window.badge("bu")).toBeFocused();
  await keyboard.press("Enter");
  await expect(inbox.list).toBeFocused();
  await keyboard.press("Escape");
  await expect(window.badge("bu")).toBeFocused();
});

test("goes back to the terminal from which it was opened", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  await window.startScripted("claude");
  const terminal = await window.startScripted("qa");
  await terminal.focus();
  await window.page.keyboard.press(INBOX);
  await expect(window.inbox("qa").list).toBeFocused();
  await window.page.keyboard.press("Escape");
  await expect(terminal.keyboard).toBeFocused();
  // Before it has its pipe again it takes no keys.
  await expect(terminal.pane).toHaveAttribute("data-phase", "live");
  await terminal.enter("say back again");
  await terminal.shows("back again");
});

test("scrolls through thousands of items, of which few are in the page", async ({ quorum, workspace }) => {
  const { project, files } = await makeInboxes(workspace);
  const count = 2000;
  for (let second = 0; second < count; second += 1) {
    await files.message("qa", { from: "bu", subject: `Number ${second}`, second });
  }
  const window = new QuorumWindow(await quorum.start({ project }));
  const inbox = window.inbox("qa");
  await expect(window.badge("qa")).toHaveAccessibleName(
    `Inbox of qa: ${count.toLocaleString("en")} messages`,
  );
  await window.badge("qa").click();
  await expect(inbox.item("Number 1999")).toBeVisible();
  expect(await inbox.items.count()).toBeLessThan(60);
  await window.page.keyboard.press("End");
  await expect(inbox.selected).toContainText("Number 0");
  await expect(inbox.selected).toBeInViewport();
  await expect(inbox.item("Number 1999")).toHaveCount(0);
  expect(await inbox.items.count()).toBeLessThan(60);

  // In the middle, what comes in above moves nothing.
  await inbox.list.evaluate((list) => list.scrollTo({ top: list.scrollHeight / 2 }));
  const middle = inbox.item(/Number 10\d\d/).first();
  await expect(middle).toBeVisible();
  const title = (await middle.textContent()) ?? "";
  const before = await inbox.item(title).boundingBox();
  await files.message("qa", { from: "bu", subject: "Above all", second: count });
  await expect(inbox.contents).toHaveText(`${(count + 1).toLocaleString("en")} messages`);
  expect(await inbox.item(title).boundingBox()).toEqual(before);
});

test(
  "keeps what it shows while the server is away, and goes on when it is back",
  { tag: "@server" },
  async ({ quorum, server, problems, workspace }) => {
    // What was about to be loaded in the background is cut off.
    problems.expect(/WebSocket|ERR_CONNECTION_(?:REFUSED|RESET)|Unable to preload CSS/);
    const { project, files } = await makeInboxes(workspace);
    await files.message("qa", { from: "bu", subject: "Before", body: "What was said." });
    const window = new QuorumWindow(await quorum.start({ project }));
    const inbox = window.inbox("qa");
    await window.badge("qa").click();
    await inbox.item("Before").click();
    await expect(inbox.body.getByRole("paragraph")).toHaveText("What was said.");
    await quorum.kill();
    await expect(window.connection).toHaveText("Reconnecting…");
    await expect(inbox.text).toHaveText(/What was said\./);
    await expect(inbox.archive).toBeDisabled();

    await files.message("qa", { from: "bu", subject: "Meanwhile", second: 5 });
    await server.serveAgain({ project });
    await expect(inbox.items).toHaveText([/Meanwhile/, /Before/]);
    await expect(inbox.selected).toContainText("Before");
    await inbox.archive.click();
    await expect(inbox.items).toHaveText([/Meanwhile/]);
  },
);
