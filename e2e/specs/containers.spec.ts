import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "../fixtures/workspace.ts";
import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

/** A project with an agent in a container and one that runs natively. */
async function makeMixedProject(workspace: Workspace, inContainer: object = {}): Promise<string> {
  const folder = workspace.projectFolder("mixed");
  await mkdir(join(folder, ".git"), { recursive: true });
  const agents = {
    claude: { program: "scripted" },
    qa: { program: "scripted", runtime: "docker", ...inContainer },
  };
  await writeFile(
    join(folder, "quorum.json"),
    JSON.stringify({ version: 1, roster: ["claude", "qa"], agents }),
  );
  return folder;
}

test("says what is missing and how it is mended, while native agents work", async ({ quorum, workspace }) => {
  const project = await makeMixedProject(workspace);
  const window = new QuorumWindow(await quorum.start({ project }));
  const { containers, page } = window;
  await expect(containers.button).toHaveAccessibleName(/^Containers\. Docker is not/);

  // The lower edge says the same, beside what the machine uses, and leads there as well.
  const status = page.getByRole("button", { name: /^Machine and containers: Docker is not/ });
  await expect(status).toHaveAccessibleName(/processors [\d.]+ % of \d+, memory .+ of .+B/);
  await status.click();
  await expect(containers.sheet).toBeFocused();
  await page.keyboard.press("Escape");

  await window.act("Start", "qa");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "failed");
  await expect(page.getByRole("alert").filter({ hasText: "Docker" }).first()).toBeVisible();

  await page.getByRole("button", { name: "Open containers" }).click();
  await expect(containers.sheet).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Shift+K");
  await expect(containers.sheet).toBeHidden();

  const terminal = await window.startScripted("claude");
  await terminal.enter("help");
  await page.keyboard.press("ControlOrMeta+Shift+K");
  await expect(containers.sheet).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Shift+K");
  await expect(containers.sheet).toBeHidden();
  await expect(terminal.keyboard).toBeFocused();

  await containers.button.focus();
  await page.keyboard.press("Enter");
  await expect(containers.sheet).toBeFocused();
  await expect(containers.engine).toContainText(/Docker is not (?:installed|running)/);
  await expect(containers.engine.getByRole("button", { name: "Look for Docker again" })).toBeEnabled();
  await expect(containers.image).toContainText("Image not known");
  await expect(containers.card("qa")).toContainText("It has no container now.");
  await expect(containers.card("claude")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(containers.sheet).toBeHidden();
  await expect(containers.button).toBeFocused();
});

test("adds the rule that keeps logins out of git, when the person wants it", async ({
  quorum,
  workspace,
}) => {
  const project = await makeMixedProject(workspace);
  await writeFile(join(project, ".gitignore"), "dist/");
  const { containers } = new QuorumWindow(await quorum.start({ project }));
  await containers.button.click();
  const rules = containers.sheet.getByRole("region", { name: "Ignore rules" });
  await expect(rules).toContainText(".claude/users/*/container/");
  await rules.getByRole("button", { name: "Add the rule to .gitignore" }).click();
  await expect(rules).toHaveCount(0);
  expect(await readFile(join(project, ".gitignore"), "utf8")).toMatch(
    /^dist\/\n#.*\n\.claude\/users\/\*\/container\/\n$/,
  );
});

test("starts no agent that asks for more than the project, before the person has allowed it", async ({
  quorum,
  workspace,
}) => {
  const project = await makeMixedProject(workspace, { tokens: ["GH_TOKEN"] });
  const window = new QuorumWindow(await quorum.start({ project }));
  const { containers, page } = window;
  await window.act("Start", "qa");
  await expect(page.getByRole("alert").filter({ hasText: "quorum.json asks for things" })).toBeVisible();
  await containers.button.click();
  const asks = containers.asks("qa");
  await expect(asks).toContainText("the token GH_TOKEN");
  await asks.getByRole("button", { name: "Allow what qa asks for" }).click();
  await expect(asks).toHaveCount(0);
  await page.keyboard.press("Escape");
  await window.act("Start", "qa");
  await expect(page.getByRole("alert").filter({ hasText: "Docker" }).first()).toBeVisible();
});

test("says where quorum.json is wrong", async ({ quorum, workspace }) => {
  const project = await makeMixedProject(workspace, { limits: { memory: "plenty" } });
  const window = new QuorumWindow(await quorum.start({}));
  await window.openProject(project);
  await expect(window.page.getByText("quorum.json is not right at agents.qa.limits.memory")).toBeVisible();
});

test("proposes what quorum.json says of starts and stops, and does nothing of it by itself", async ({
  quorum,
  workspace,
}) => {
  const project = await makeMixedProject(workspace, { runtime: "native", policy: { launch: "always" } });
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  await expect(window.agent("qa")).toHaveAttribute("data-state", "stopped");
  await window.agents.getByRole("button", { name: "Starts and stops of qa" }).click();
  const proposal = page.getByRole("group", { name: "What the project proposes" });
  await expect(proposal).toContainText("starts with the project");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "stopped");
  await proposal.getByRole("button", { name: "Set what quorum.json proposes for qa" }).click();
  await expect(proposal).toHaveCount(0);
  await expect(window.agent("qa")).toHaveAttribute("data-state", "running");
});
