import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "../fixtures/workspace.ts";
import { callSocketOf, callTools } from "../fixtures/session-tools.ts";
import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

/** A project with a QMS that knows its agent. */
async function makeQmsProject(workspace: Workspace): Promise<string> {
  const folder = workspace.projectFolder("tooled");
  await mkdir(join(folder, "QMS"), { recursive: true });
  await mkdir(join(folder, ".claude", "agents"), { recursive: true });
  await writeFile(
    join(folder, ".claude", "agents", "qa.md"),
    "---\nname: qa\ngroup: initiator\n---\n\nAn agent.\n",
  );
  const agents = { qa: { program: "scripted" } };
  await writeFile(join(folder, "quorum.json"), JSON.stringify({ version: 1, roster: ["qa"], agents }));
  return folder;
}

test("shows an agent's tools, whether they can be used, and what was called, by the keyboard", async ({
  quorum,
  workspace,
}) => {
  const project = await makeQmsProject(workspace);
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  const tools = window.tools("qa");

  await tools.button.focus();
  await page.keyboard.press("Enter");
  await expect(tools.sheet).toBeFocused();
  await expect(tools.server("qms")).toContainText("The agent does not run");
  await expect(tools.server("qms")).toContainText("No calls yet");
  await expect(tools.tryAgain).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(tools.sheet).toBeHidden();
  await expect(tools.button).toBeFocused();

  await window.startScripted("qa");
  await tools.button.click();
  await tools.tryAgain.focus();
  await page.keyboard.press("Enter");
  await expect(tools.server("qms")).toContainText(/\d+ tools · [\d.]+ ms to the hub/);
  await expect(tools.sheet).toContainText("Tried in the agent's own session just now.");

  await callTools(workspace, await callSocketOf(project, "qa"), [
    { name: "qms_types", arguments: {} },
    { name: "qms_status", arguments: { doc_id: "CR-999" } },
    { name: "qms_workspace", arguments: { user: "lead" } },
  ]);
  await expect(tools.calls("qms")).toHaveText([
    /qms_workspace\s*in another's name/,
    /qms_status\s*refused/,
    /qms_types\s*done/,
  ]);
  await expect(tools.server("qms")).toContainText("3 calls · 1 refused · 1 in another's name");
});

test("says in the agent's row and among what waits that its tools are out of reach, until they are not", async ({
  quorum,
  workspace,
}) => {
  test.skip(process.platform === "win32", "a pipe cannot be taken away");
  const project = await makeQmsProject(workspace);
  const window = new QuorumWindow(await quorum.start({ project }));
  const { attention } = window;
  const tools = window.tools("qa");
  await window.startScripted("qa");
  // A folder stands where calls would come in.
  const socket = await callSocketOf(project, "qa");
  await rm(socket);
  await mkdir(socket);

  await tools.button.click();
  await tools.tryAgain.click();
  await expect(tools.server("qms")).toContainText("Out of reach");
  await expect(tools.server("qms")).toContainText("This session has no host that could be asked.");
  await expect(window.agent("qa")).toContainText(/no .*qms.* tools/);

  await attention.toggle();
  await expect(tools.sheet).toBeHidden();
  await expect(attention.entry("qa")).toContainText("cannot use its tools");
  await attention.sheet.getByRole("button", { name: "Look at the tools of qa" }).click();
  await expect(attention.sheet).toBeHidden();
  await expect(tools.sheet).toBeVisible();

  await rm(socket, { recursive: true });
  // The session listens again within a few seconds.
  await expect(async () => {
    await tools.tryAgain.click();
    await expect(tools.server("qms")).toContainText("to the hub", { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await expect(window.agent("qa")).not.toContainText("tools");
  await expect(attention.button).toHaveAccessibleName("Nothing waits for you");
});
