import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import { DockerEngine } from "../../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../../electron/hub/runtimes/docker/engine/surroundings.ts";
import type { Workspace } from "../fixtures/workspace.ts";
import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

/** An image that is not there yet takes its time. */
const BUILD = { timeout: 280_000 };
const ID = /^[0-9a-f]{12}$/;

/** Lets a spec's programs to the engine of this machine, which a person reaches in the same way. */
async function letEngineIn(workspace: Workspace): Promise<Docker> {
  const engine = await new DockerEngine(surroundingsHere).use();
  if (engine.endpoint.kind !== "socket") throw new Error("The engine listens at no socket.");
  await symlink(engine.endpoint.path, workspace.dockerSocket);
  return engine.docker;
}

async function makeContainedProject(workspace: Workspace): Promise<string> {
  const folder = workspace.projectFolder("contained");
  await mkdir(folder, { recursive: true });
  const agents = { qa: { program: "scripted", runtime: "docker" } };
  await writeFile(join(folder, "quorum.json"), JSON.stringify({ version: 1, roster: ["qa"], agents }));
  return folder;
}

test("builds the image, and shows an agent in its container until that is killed", async ({
  quorum,
  workspace,
}) => {
  const docker = await letEngineIn(workspace);
  const project = await makeContainedProject(workspace);
  const window = new QuorumWindow(await quorum.start({ project }));
  const { attention, containers, page } = window;
  await containers.button.click();
  await expect(containers.engine).toContainText(/\d+\.\d+/);
  await expect(containers.image).not.toContainText("not known");
  const build = containers.image.getByRole("button", { name: /^Build/ });
  if (await build.isVisible()) await build.click();
  await expect(containers.image).toContainText("Image built", BUILD);
  await page.keyboard.press("Escape");

  await window.startScripted("qa");
  await containers.button.click();
  const card = containers.card("qa");
  const id = card.getByLabel("Container of qa", { exact: true });
  await expect(id).toHaveText(ID);
  await expect(card).toContainText(/quorum-agent|Image [0-9a-f]{12}/);
  const stats = card.getByLabel("What the container of qa uses");
  await expect(stats).toContainText(/Processor[\d.]+ %/);
  await expect(stats).toContainText(/Memory[\d.]+ [kMG]B/);
  await expect(stats).toContainText(/Network[\d.]+ k?B\/s/);
  // Of each, a line that grows: two samples at least.
  await expect(stats.locator("polyline[points*=' ']")).toHaveCount(4);

  await card.getByRole("button", { name: "Log of qa" }).click();
  const lines = card.getByLabel("Log of the container of qa", { exact: true });
  await expect(lines.or(card.getByText("It has logged nothing."))).toBeVisible();
  await card.getByRole("button", { name: "Close the log of qa" }).click();

  await card.getByRole("button", { name: "Shell in the container of qa" }).click();
  await expect(page.getByText("Shell in the container of qa.")).toBeVisible();
  const shell = page.getByRole("tabpanel", { name: "Shell in the container of qa" }).locator(".xterm-rows");
  await expect(shell).toContainText(/[$#]/);
  await page.keyboard.type("echo $((6*7)) of $QUORUM_AGENT $(id -u)");
  await page.keyboard.press("Enter");
  await expect(shell).toContainText(/42 of/);
  await page.getByRole("button", { name: "Close the shell of qa" }).click();

  await containers.button.click();
  const first = await id.textContent();
  await card.getByRole("button", { name: "Recreate the container of qa" }).click();
  await expect(id).not.toHaveText(first ?? "");
  await expect(id).toHaveText(ID);
  await expect(window.agent("qa")).toHaveAttribute("data-state", "running");

  const second = (await id.textContent()) ?? "";
  await writeFile(join(project, ".env"), "SECRET");
  await expect(card).toContainText("The container is held still.");
  await page.keyboard.press("Escape");
  await attention.toggle();
  await expect(attention.entry("qa")).toContainText(
    ".env was replaced or added after its container was made",
  );
  await attention.entry("qa").getByRole("button", { name: "Recreate the container of qa" }).click();
  await expect(attention.entries).toHaveCount(0);
  await attention.toggle();
  await containers.button.click();
  await expect(id).toHaveText(ID);
  await expect(id).not.toHaveText(second);
  await expect(card).not.toContainText("held still");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "running");

  await docker.getContainer((await id.textContent()) ?? "").kill();
  await expect(window.agent("qa")).toHaveAttribute("data-state", "failed");
  await expect(card).toContainText("It has no container now.");
  await page.keyboard.press("Escape");
  await expect(window.terminal("qa").pane).toContainText("It was killed from outside");
});
