import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HEAVY_TEXTS, hostileLine, hostileText, watchForHarm } from "../../fixtures/hostile-texts.ts";
import { InboxFiles } from "../../fixtures/inbox-files.ts";
import { makeProject } from "../../fixtures/project.ts";
import { expect, test } from "../../fixtures/test.ts";
import { ActivityView } from "../../pages/activity-view.ts";
import { AgentPage } from "../../pages/agent-page.ts";
import { ComposePanel } from "../../pages/compose-panel.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const DRAFT = "QMS/CR/CR-003/CR-003-draft.md";
const AUDIT = "QMS/.audit/CR/CR-003.jsonl";

/** A line of a document's history that says what somebody said. */
function review(comment: string, outcome = "RECOMMEND"): string {
  const head = { ts: "2026-10-08T08:00:00+00:00", event: "REVIEW", user: "qa", version: "0.1" };
  return `${JSON.stringify({ ...head, outcome, comment })}\n`;
}

test("runs nothing of a hostile text, whatever shows it, and shows the text", async ({
  quorum,
  workspace,
}) => {
  test.slow();
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const harm = watchForHarm(page);
  await expect(window.badge("qa")).toBeVisible();
  const [project = ""] = await workspace.projects();
  const files = new InboxFiles(project);
  await appendFile(join(project, DRAFT), `\n\n${hostileText("the document")}\n`);
  await appendFile(join(project, AUDIT), review(hostileText("the comment"), hostileLine("OUTCOME")));
  await appendFile(join(project, ".claude/agents/qa.md"), `\n\n${hostileText("the definition")}\n`);
  await files.message("qa", {
    from: "claude",
    subject: hostileLine("Subject of it\u202e"),
    body: hostileText("the message"),
  });
  await files.file(
    "qa",
    "msg-<b>-2026.md".replaceAll(/[<>]/g, process.platform === "win32" ? "_" : "$&"),
    hostileText("a file"),
  );

  const documents = new DocumentsPlace(page);
  await documents.open();
  await documents.row("CR-003").click();
  const document = new DocumentPlace(page, "CR-003");
  await expect(document.text).toContainText("Text of the document.");
  await expect(document.text).toContainText("<script>globalThis.hostileRan=1;alert(1)</script>");
  await expect(document.text).toContainText("Order ⟨U+202E⟩esrever⟨U+202C⟩ and ⟨U+202E⟩coded.");
  await document.text.getByText("run", { exact: true }).click();
  await document.text.getByText("data", { exact: true }).first().click();
  await harm.expectNone();
  await document.show("History");
  const history = document.view.getByRole("list", { name: "History" });
  await expect(history).toContainText("Text of the comment.");
  await history.getByText("run", { exact: true }).click();
  await harm.expectNone();
  await document.show("Compare versions");
  await harm.expectNone();
  await documents.open();
  await page.getByText("Full text", { exact: true }).click();
  await documents.search.fill("esrever");
  await expect(documents.hits.getByRole("button", { name: /^CR-003/ })).toBeVisible();
  await expect(documents.hits).not.toContainText(/[\u202a-\u202e\u2066-\u2069]/);
  await harm.expectNone();

  await window.badge("qa").click();
  const inbox = window.inbox("qa");
  await inbox.item("Subject of it").click();
  await expect(inbox.item("Subject of it")).toContainText("<img src=https://hostile.invalid/i");
  await expect(inbox.body).toContainText("Text of the message.");
  await inbox.body.getByText("run", { exact: true }).click();
  await harm.expectNone();
  await inbox.pane.getByRole("button", { name: "The file as it is written" }).click();
  await expect(inbox.body).toContainText("Order ⟨U+202E⟩esrever");
  await inbox
    .item(/Text of a file|msg-/)
    .first()
    .click();
  await expect(inbox.body).toContainText("Text of a file.");
  await harm.expectNone();

  await window.agents.getByRole("button", { name: "Page of qa", exact: true }).click();
  const agent = new AgentPage(page, "qa");
  await expect(agent.part("Definition")).toContainText("Text of the definition.");
  await harm.expectNone();

  const activity = new ActivityView(page);
  await activity.open();
  await activity.entries.first().click();
  await expect(activity.details).toBeVisible();
  await harm.expectNone();
  await window.badge("qa").hover();
  const palette = new Palette(page);
  await palette.open();
  await palette.field.fill(hostileLine("x"));
  await harm.expectNone();
  await page.keyboard.press("Escape");

  const compose = new ComposePanel(page);
  await compose.toggle();
  await compose.subject.fill(hostileLine("Draft"));
  await compose.message.fill(hostileText("the draft"));
  await compose.button("Preview").click();
  await expect(compose.preview).toContainText("Text of the draft.");
  await harm.expectNone();
});

test("keeps a document, a comment and a message usable whose texts would take for ever", async ({
  quorum,
  workspace,
}) => {
  test.slow();
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.badge("qa")).toBeVisible();
  const [project = ""] = await workspace.projects();
  const heavy = HEAVY_TEXTS.join("\n\nWords between.\n\n");
  await appendFile(join(project, DRAFT), `\n\n${heavy}\n\nWords at the end.\n`);
  await appendFile(
    join(project, AUDIT),
    HEAVY_TEXTS.slice(0, 6)
      .map((text) => review(text.slice(0, 30_000)))
      .join(""),
  );
  const files = new InboxFiles(project);
  await files.message("qa", { from: "claude", subject: "Heavy", body: heavy.slice(0, 200_000) });

  const documents = new DocumentsPlace(page);
  await documents.open();
  await documents.row("CR-003").click();
  const document = new DocumentPlace(page, "CR-003");
  await expect(document.text.locator("[data-plain]").first()).toContainText("It is shown as it is written.");
  await expect(document.text.locator("h3, h4").first()).toBeVisible();
  await document.show("History");
  const history = document.view.getByRole("list", { name: "History" });
  await expect(history.locator("[data-plain=deep]").first()).toBeVisible();
  await expect(history).toContainText("claude");

  await window.badge("qa").click();
  const inbox = window.inbox("qa");
  await inbox.item("Heavy").click();
  await expect(inbox.body.locator("[data-plain]").first()).toBeVisible();
  await expect(inbox.text.getByRole("button", { name: "The file as it is written" })).toBeVisible();
  await documents.open();
  await expect(documents.row("CR-001")).toBeVisible();
});

test("shows what a hostile program calls its terminal and prints, and runs none of it", async ({
  quorum,
  workspace,
}) => {
  const line = hostileLine("A title\u202e");
  const script = `process.stdout.write("\\x1b]0;" + ${JSON.stringify(line)} + "\\x07\\x1b]8;;javascript:globalThis.hostileRan=1\\x07A link\\x1b]8;;\\x07 " + ${JSON.stringify(line)}); process.stdin.resume()`;
  const project = await makeProject(workspace, { qa: { script } });
  await writeFile(join(project, "README.md"), hostileText("a file"));
  const window = new QuorumWindow(await quorum.start({ project }));
  const harm = watchForHarm(window.page);
  await window.act("Start", "qa");
  const terminal = window.terminal("qa");
  await terminal.shows("A link");
  await terminal.shows("<img src=https://hostile.invalid/i");
  await terminal.screen
    .getByText("A link")
    .first()
    .click({ modifiers: ["ControlOrMeta"], force: true });
  await window.agent("qa").hover();
  await harm.expectNone();
  expect(await window.page.title()).not.toContain("<img");
});
