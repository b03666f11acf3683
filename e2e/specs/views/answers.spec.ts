import { press, reach } from "../../fixtures/by-keys.ts";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { Dashboard } from "../../pages/dashboard.ts";
import { DashboardFiles, draftFile, reviewFile } from "../../pages/dashboard-files.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("does the next step of a document from where it is told that it waits", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  await files.document(reviewFile("CR-001", ["lead", "qa"]));
  await files.document(draftFile("CR-002", { owner: "lead" }));
  await files.document(draftFile("CR-003", { owner: "lead", status: "POST_APPROVED", version: "1.0" }));
  const dashboard = new Dashboard(await quorum.start({ project }));
  const { page, forYou } = dashboard;
  await expect(forYou).toContainText("CR-001 waits for your review");

  // What is written stays when the form is closed, and is there on the document's page as well.
  await forYou.getByRole("button", { name: "Review: CR-001" }).click();
  const dialog = page.getByRole("dialog", { name: "Review: CR-001" });
  await dialog.getByRole("textbox", { name: "Comment" }).fill("It says what it changes.");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await forYou.getByRole("button", { name: "Review: CR-001" }).click();
  await expect(dialog.getByRole("textbox", { name: "Comment" })).toHaveValue("It says what it changes.");
  await dialog.getByRole("radio", { name: "Recommend it" }).check();
  await dialog.getByRole("button", { name: "Give the review" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(forYou).not.toContainText("CR-001");
  await expect(dashboard.forAgents).toContainText("CR-001");

  // What needs no second thought is done at once; a form comes for the rest.
  await forYou.getByRole("button", { name: "Check out: CR-002" }).click();
  await expect(forYou.getByRole("button", { name: "Check in: CR-002" })).toBeVisible();
  await forYou.getByRole("button", { name: "Send to review: CR-002" }).click();
  const send = page.getByRole("dialog", { name: "Send to review: CR-002" });
  await send.getByRole("checkbox", { name: /^qa/ }).check();
  await send.getByRole("button", { name: "Send" }).click();
  await expect(forYou).not.toContainText("CR-002");

  await forYou.getByRole("button", { name: "Close: CR-003" }).click();
  await page
    .getByRole("dialog", { name: "Close: CR-003" })
    .getByRole("button", { name: "Close" })
    .last()
    .click();
  await expect(forYou).toContainText("Nothing waits for you");
});

test("answers the questions of an agent with the keyboard alone: a choice, several, and own words", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention, page } = window;
  const terminal = await window.startScripted("qa");
  await terminal.enter(
    "choose Which colour? Red, Blue; Which tests?+ Units, Views, Scenes; Which name? Quorum, Desk",
  );
  await expect(attention.button).toHaveText("1 waits for you");
  await expect(terminal.strip.getByRole("button", { name: "Answer qa" })).toBeVisible();
  await attention.toggle();
  const entry = attention.entry("qa");
  const send = entry.getByRole("button", { name: "Send the answers to qa" });
  const colour = entry.getByRole("group", { name: "Which colour?" });
  const tests = entry.getByRole("group", { name: "Which tests?" });
  const name = entry.getByRole("group", { name: "Which name?" });
  await expect(entry).toBeFocused();
  await expect(entry).toContainText("0 of 3 answered");
  await expect(entry.getByRole("button", { name: "Open the terminal of qa" })).toBeVisible();
  await expectNoBarriers(page);

  await page.keyboard.press("Tab");
  await expect(colour.getByRole("radio", { name: "Red" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(colour.getByRole("radio", { name: "Blue" })).toBeChecked();
  // Not all is answered yet: Enter sends nothing.
  await page.keyboard.press("Enter");
  await expect(entry).toContainText("1 of 3 answered");

  await tests.getByRole("checkbox", { name: "Units" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(tests.getByRole("checkbox", { name: "Scenes" })).toBeChecked();
  await name.getByRole("textbox", { name: "Your own words" }).focus();
  await page.keyboard.type("Neither, ask lead");
  await expect(name.getByRole("radio", { name: "In your own words" })).toBeChecked();
  await expect(entry).toContainText("3 of 3 answered");
  await expect(send).toBeEnabled();

  // What is chosen stays when the list is closed.
  await page.keyboard.press("Escape");
  await expect(attention.sheet).toBeHidden();
  await attention.toggle();
  await expect(send).toBeEnabled();
  await name.getByRole("textbox", { name: "Your own words" }).focus();
  await page.keyboard.press("Enter");
  await expect(attention.entries).toHaveCount(0);
  await terminal.shows("Answered from outside: Which colour? Blue");
  await terminal.shows("Answered from outside: Which tests? Units, Scenes");
  await terminal.shows("Answered from outside: Which name? Neither, ask lead");
});

test("declines the questions of an agent with the keyboard alone, with a sentence that it is told", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention, page } = window;
  const terminal = await window.startScripted("qa");
  await terminal.enter("choose Which colour? Red, Blue; Which size? Small, Large");
  await expect(attention.button).toHaveText("1 waits for you");
  await attention.toggle();
  const entry = attention.entry("qa");
  const decline = entry.getByRole("button", { name: "Decline to answer qa" });
  const reason = entry.getByRole("textbox", { name: "Reason for qa" });
  await entry.getByRole("radio", { name: "Red" }).focus();
  await page.keyboard.press("Space");

  // Whoever thinks better of it finds all as it was.
  await press(page, decline);
  await expect(reason).toBeFocused();
  await expectNoBarriers(page);
  await page.keyboard.type("Ask");
  await page.keyboard.press("Escape");
  await expect(decline).toBeFocused();
  await expect(entry).toContainText("1 of 2 answered");

  await page.keyboard.press("Enter");
  await expect(reason).toBeFocused();
  await page.keyboard.type("Ask lead.");
  await page.keyboard.press("Enter");
  await expect(attention.entries).toHaveCount(0);
  await terminal.shows("Declined from outside. The person declined to answer. Ask lead.");
  await expect(terminal.strip).toContainText("Idle");
});

test("declines a question on the dashboard without a word", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const { forYou } = new Dashboard(page);
  const terminal = await window.startScripted("qa");
  await terminal.enter("choose Which colour? Red, Blue");
  await expect(window.attention.button).toHaveText("1 waits for you");
  await page.keyboard.press("ControlOrMeta+Shift+H");
  await forYou.getByRole("button", { name: "Decline to answer qa" }).click();
  await forYou.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(forYou).not.toContainText("Which colour?");
  await window.tab("qa").click();
  await terminal.shows("Declined from outside. The person declined to answer.");
});

test("shows what the answer would look like that has the focus or is chosen, as text", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention, page } = window;
  const terminal = await window.startScripted("qa");
  await terminal.enter(
    "choose Which frame? Wide {+----+\\n|    |\\n+----+}, Bold {<b>no</b> \u202e}, Plain; Which size? Small, Large",
  );
  await expect(attention.button).toHaveText("1 waits for you");
  await attention.toggle();
  const entry = attention.entry("qa");
  const frame = entry.getByRole("group", { name: "Which frame?" });
  const size = entry.getByRole("group", { name: "Which size?" });
  const preview = entry.getByRole("region", { name: /^Preview of/ });
  await expect(frame).toContainText("Choose an answer to see what it looks like.");
  await expect(preview).toHaveCount(0);

  await frame.getByRole("radio", { name: "Wide" }).focus();
  await expect(preview).toHaveAccessibleName("Preview of Wide");
  await expect(preview).toHaveText("+----+\n|    |\n+----+");
  await expectNoBarriers(page);
  await page.keyboard.press("ArrowDown");
  await expect(frame.getByRole("radio", { name: "Bold" })).toBeChecked();
  await expect(preview).toHaveText("<b>no</b> ⟨U+202E⟩");
  // It stays where its answer is chosen, and can be gone through by keys.
  await reach(page, preview);
  await expect(preview).toHaveText("<b>no</b> ⟨U+202E⟩");
  await size.getByRole("radio", { name: "Large" }).focus();
  await expect(preview).toHaveAccessibleName("Preview of Bold");
  await frame.getByRole("radio", { name: "Plain" }).check();
  await expect(frame).toContainText("It has no preview.");
  await expect(preview).toHaveCount(0);
  await size.getByRole("radio", { name: "Large" }).check();
  await expect(entry).toContainText("2 of 2 answered");
});

test("answers a question on the dashboard, and lets one go that is answered in the terminal", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  const dashboard = new Dashboard(page);
  const terminal = await window.startScripted("qa");
  await terminal.enter("choose Which colour? Red, Blue");
  await expect(window.attention.button).toHaveText("1 waits for you");
  await page.keyboard.press("ControlOrMeta+Shift+H");
  await dashboard.forYou.getByRole("radio", { name: "Blue" }).check();
  await dashboard.forYou.getByRole("button", { name: "Send the answer to qa" }).click();
  await expect(dashboard.forYou).not.toContainText("Which colour?");
  await window.tab("qa").click();
  await terminal.shows("Answered from outside: Which colour? Blue");

  await terminal.enter("choose Which way? Left, Right");
  await window.attention.button.click();
  await window.attention.entry("qa").getByRole("radio", { name: "Left" }).check();
  await terminal.focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await terminal.shows("Answered: Which way? Right");
  await expect(window.attention.entries).toHaveCount(0);
  await expect(window.attention.sheet).toContainText("qa: It was answered in the terminal.");
});

test("draws what a question says as it is, and offers none that is not all there", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { attention } = window;
  const terminal = await window.startScripted("qa");
  const long = "x".repeat(600);
  await terminal.enter("choose Is \u202eevil <b>bold</b>? <i>Yes</i>, N\u202eo");
  await attention.button.click();
  const entry = attention.entry("qa");
  await expect(entry.getByRole("group")).toContainText("Is ⟨U+202E⟩evil <b>bold</b>?");
  await expect(entry.getByRole("radio", { name: "<i>Yes</i>" })).toBeVisible();
  await expect(entry.getByRole("radio", { name: "N⟨U+202E⟩o" })).toBeVisible();
  await terminal.focus();
  await window.page.keyboard.press("Control+C");
  await expect(attention.entries).toHaveCount(0);

  await terminal.enter(`choose Which? ${long}, No`);
  await expect(attention.entry("qa")).toContainText("Which?");
  await expect(attention.entry("qa").getByRole("radio")).toHaveCount(0);
  await expect(attention.entry("qa").getByRole("button", { name: "Open the terminal of qa" })).toBeVisible();
});
