import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { makeProject } from "../../fixtures/project.ts";
import { expect, test } from "../../fixtures/test.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("says what is to be mended before work begins, and makes the QMS that is missing", async ({
  quorum,
  workspace,
}) => {
  const project = await makeProject(workspace, { qa: { script: "setInterval(() => undefined, 1000)" } });
  const { page } = new QuorumWindow(await quorum.start({ project }));
  const card = page.getByRole("region", { name: "Before you begin" });
  await expect(card).toContainText("This project has no QMS yet");
  await expectNoBarriers(page);
  await expect(page.getByRole("button", { name: "QMS, to mend" })).toBeVisible();

  await card.getByRole("button", { name: "Make a QMS…" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a QMS for this project" });
  const plan = dialog.getByRole("region", { name: "What is written" });
  await expect(plan).toContainText("7 procedures and 8 templates");
  await expectNoBarriers(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  expect(existsSync(join(project, "QMS"))).toBe(false);

  await card.getByRole("button", { name: "Make a QMS…" }).click();
  await dialog.getByRole("button", { name: "Make the project" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(card).not.toContainText("QMS");
  await expect(page.getByRole("button", { name: "QMS, in order" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Documents/ })).toContainText("15");
});

test("lists all checks in the settings, and looks again when it is asked to or the window is come back to", async ({
  quorum,
  workspace,
}) => {
  const sample = workspace.projectFolder("sample");
  const window = new QuorumWindow(await quorum.start());
  await window.createSample(sample);
  await expect(window.agents.getByRole("listitem")).toHaveCount(3);
  const { page } = window;
  await page.getByRole("button", { name: "QMS, in order" }).click();
  const settings = page.getByRole("dialog", { name: "Settings" });
  const checks = settings.getByRole("list", { name: "Set-up" });
  const check = (title: string) =>
    checks.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });
  await expect(check("QMS")).toContainText("Its users are claude, lead, qa and tu_ui.");
  await expect(check("Docker")).toContainText("No agent here runs in a container.");
  await expect(check("Git")).toBeVisible();
  await expectNoBarriers(page);

  await writeFile(join(sample, "qms.config.json"), "{ torn");
  await settings.getByRole("button", { name: "Check the set-up again" }).click();
  await expect(check("QMS")).toContainText("is not JSON");
  await rm(join(sample, "qms.config.json"));
  await settings.getByRole("button", { name: "Check the set-up again" }).click();
  await expect(check("QMS")).toContainText("In order");
});

test("makes a project of an empty folder, which need not be there, from the first screen", async ({
  quorum,
  workspace,
}) => {
  const window = new QuorumWindow(await quorum.start());
  const { page } = window;
  await expect(window.projectPath).toBeVisible();
  await expect(page.getByRole("region", { name: "This machine" })).toContainText("Git: found");
  await expectNoBarriers(page);
  const path = page.getByRole("textbox", { name: "Folder for a new project" });
  await mkdir(workspace.projectFolder("taken/QMS"), { recursive: true });
  await path.fill(workspace.projectFolder("taken"));
  await path.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Open it as a project");
  await path.fill(workspace.projectFolder("tide"));
  await path.press("Enter");
  const plan = page.getByRole("region", { name: "What is written" });
  await expect(plan).toContainText("qms.config.json");
  await plan.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByRole("button", { name: "Project tide, open another" })).toBeVisible();
  await expect(window.agent("qa")).toBeVisible();
});
