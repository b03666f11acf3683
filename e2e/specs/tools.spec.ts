import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "../fixtures/workspace.ts";
import { callSocketOf, callTools } from "../fixtures/session-tools.ts";
import { expectNoBarriers } from "../fixtures/barriers.ts";
import { expect, test } from "../fixtures/test.ts";
import { ActivityView } from "../pages/activity-view.ts";
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

test("tells which tools an agent called and what came of it, in the activity and on its page", async ({
  quorum,
  workspace,
}) => {
  const project = await makeQmsProject(workspace);
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  await window.startScripted("qa");
  const socket = await callSocketOf(project, "qa");
  await callTools(workspace, socket, [
    { name: "qms_create", arguments: { doc_type: "CR", title: "Tell the tide" } },
    { name: "qms_status", arguments: { doc_id: "CR-001" } },
    { name: "qms_close", arguments: { doc_id: "CR-001" } },
  ]);
  const activity = new ActivityView(page);
  await activity.open();
  await activity.choose("Kinds", "Calls of tools");
  await expect(activity.entries.filter({ hasText: "qa called qms_status for CR-001" })).toBeVisible();
  const refused = activity.entries.filter({ hasText: "qa called qms_close for CR-001, which was refused" });
  await refused.click();
  await expect(activity.details).toContainText("doc_id");
  await activity.search.fill("qms_close");
  await expect(activity.entries).toHaveCount(1);
  await activity.entries.first().click();
  await activity.details.getByRole("button", { name: "Page of qa" }).click();
  const calls = page.getByRole("list", { name: "Calls of its tools" });
  await expect(calls.getByRole("listitem").first()).toContainText("qms_close · CR-001 · refused");
  await expect(calls.getByRole("listitem").nth(1)).toContainText("qms_status · CR-001 · done");
  await expectNoBarriers(page);
});
