import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { InboxFiles } from "../../fixtures/inbox-files.ts";
import { expect, test } from "../../fixtures/test.ts";
import { Dashboard } from "../../pages/dashboard.ts";
import { DashboardFiles, draftFile, reviewFile } from "../../pages/dashboard-files.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { DocumentsPlace } from "../../pages/documents.ts";
import { NewsSheet } from "../../pages/news-sheet.ts";
import { Palette } from "../../pages/palette.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

// Each look in both themes takes seconds.
test.setTimeout(180_000);

test("keeps nobody from what waits, what was told, and the tools and containers of agents", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  await files.document(reviewFile("CR-001", ["lead", "qa"]));
  await files.document(draftFile("CR-002", { owner: "lead" }));
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page, attention } = window;
  const terminal = await window.startScripted("qa");
  await terminal.enter("permit git push --force");
  await expect(attention.button).toHaveText("1 waits for you");
  await new InboxFiles(project).message("lead", { from: "qa", subject: "Hello" });
  await page.keyboard.press("ControlOrMeta+Shift+H");
  const dashboard = new Dashboard(page);
  await expect(dashboard.forYou).toContainText("git push --force");
  await expect(dashboard.forYou.getByRole("button", { name: "Review: CR-001" })).toBeVisible();
  await expectNoBarriers(page);

  await dashboard.forYou.getByRole("button", { name: "Review: CR-001" }).click();
  await expect(page.getByRole("dialog", { name: "Review: CR-001" })).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");

  await attention.toggle();
  await expect(attention.entry("qa")).toContainText("git push --force");
  await attention.entry("qa").getByRole("button", { name: "Deny qa" }).click();
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");

  const news = new NewsSheet(page);
  await news.bell.click();
  await expect(news.entries.first()).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");

  await window.tools("qa").button.click();
  await expect(window.tools("qa").server("qms")).toBeVisible();
  await expectNoBarriers(page);
  await page.keyboard.press("Escape");

  await new Palette(page).go("when the agent starts and stops");
  await expect(page.getByRole("dialog", { name: /^Starts and stops of/ })).toBeVisible();
  await expectNoBarriers(page);
});

test("keeps nobody from the containers that a project asks for", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("mixed");
  await mkdir(join(project, ".git"), { recursive: true });
  const agents = { claude: { program: "scripted" }, qa: { program: "scripted", runtime: "docker" } };
  await writeFile(
    join(project, "quorum.json"),
    JSON.stringify({ version: 1, roster: ["claude", "qa"], agents }),
  );
  const window = new QuorumWindow(await quorum.start({ project }));
  await window.containers.button.click();
  await expect(window.containers.card("qa")).toBeVisible();
  await expectNoBarriers(window.page);
});

test("keeps nobody from what was found in texts, and from two versions side by side", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  const documents = new DocumentsPlace(page);
  await documents.open();
  await page.getByText("Full text", { exact: true }).click();
  await documents.search.fill("harbour minutes");
  await expect(documents.hits.locator("mark").first()).toBeVisible();
  await expectNoBarriers(page);

  await new Palette(page).go("SOP-008");
  const document = new DocumentPlace(page, "SOP-008");
  await document.show("Compare versions");
  await document.view.getByText("Side by side").click();
  await expect(document.view.getByRole("table", { name: "Differences" })).toBeVisible();
  await expectNoBarriers(page);
});
