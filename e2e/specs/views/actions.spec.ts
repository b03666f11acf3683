import { InboxFiles } from "../../fixtures/inbox-files.ts";
import { expect, test } from "../../fixtures/test.ts";
import { DashboardFiles } from "../../pages/dashboard-files.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("does with the agent, the item and the document that are meant what the palette lists", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  await new DashboardFiles(project).define(["claude", "qa"]);
  const inboxes = new InboxFiles(project);
  await inboxes.message("qa", { from: "claude", subject: "Hello" });
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  const palette = new Palette(page);
  await expect(window.agent("qa")).toBeVisible();

  await window.agent("qa").locator("[data-agent-row]").click();
  await palette.go("start the agent");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "running");
  await palette.go("when the agent starts and stops");
  await expect(page.getByRole("dialog", { name: "Starts and stops of qa" })).toBeVisible();
  await page.keyboard.press("Escape");
  await palette.go("the tools of the agent");
  await expect(window.tools("qa").sheet).toBeFocused();
  await page.keyboard.press("Escape");
  await palette.go("stop the agent");
  await expect(window.agent("qa")).toHaveAttribute("data-state", /stopped|exited/);

  await palette.open();
  await palette.field.fill("reply to the message");
  await expect(palette.entries.first()).toContainText("Open a message in an inbox first.");
  await page.keyboard.press("Escape");
  await window.badge("qa").click();
  const inbox = window.inbox("qa");
  await inbox.item("Hello").click();
  await palette.go("archive the item");
  await expect(inbox.item("Hello")).toHaveCount(0);

  await palette.go("create a document");
  await expect(page.getByRole("dialog", { name: "Create a document" })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("lets keys be given to what has none, and lists the keys of views with the reason that they stay", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { page } = window;
  await expect(window.agent("qa")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+S");
  const settings = page.getByRole("dialog", { name: "Settings" });
  const keys = settings.getByRole("region", { name: "Keys" });
  const reply = keys.getByRole("group", { name: "Inboxes: Reply to the message" });
  await expect(reply).toContainText("R");
  await expect(reply).toHaveAttribute("title", /so they stay as they are/);
  await expect(reply.getByRole("button")).toHaveCount(0);
  await expect(keys.getByRole("group", { name: "Documents: Go to the filter" })).toContainText("/");
  await expect(keys.getByRole("group", { name: "Who waits for whom: Larger" })).toContainText("+");

  await keys.getByRole("button", { name: "Keys of Create a document: none" }).click();
  await page.keyboard.press("ControlOrMeta+Shift+9");
  await expect(keys.getByRole("button", { name: /^Keys of Create a document: (?!none)/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Shift+9");
  await expect(page.getByRole("dialog", { name: "Create a document" })).toBeVisible();
});
