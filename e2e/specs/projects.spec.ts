import { mkdir, writeFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("says why a folder that does not exist is not opened", async ({ quorum, workspace }) => {
  const window = new QuorumWindow(await quorum.start());
  await window.openProject(workspace.projectFolder("nowhere"));
  await expect(window.notices).toContainText("nowhere");
  await expect(window.projectPath).toBeVisible();
});

test("says why a folder that holds no project is not opened", async ({ quorum, workspace }) => {
  const folder = workspace.projectFolder("empty");
  await mkdir(folder);
  const window = new QuorumWindow(await quorum.start());
  await window.openProject(folder);
  await expect(window.notices).toContainText(/project/);
});

test("says why a file is not opened", async ({ quorum, workspace }) => {
  const file = workspace.projectFolder("notes.txt");
  await writeFile(file, "");
  const window = new QuorumWindow(await quorum.start());
  await window.openProject(file);
  await expect(window.notices).toContainText("is a file");
});

test("does not make the sample project where something lies already", async ({ quorum, workspace }) => {
  const window = new QuorumWindow(await quorum.start());
  await window.createSample(workspace.folder);
  await expect(window.notices).toContainText(/empty/);
});
