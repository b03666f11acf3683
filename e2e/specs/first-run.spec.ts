import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("creates the sample project, and finds a terminal as it was after the window was closed", async ({
  quorum,
  workspace,
}) => {
  const sample = workspace.projectFolder("sample");
  const first = new QuorumWindow(await quorum.start());
  await expect(first.projectPath).toBeVisible();
  await first.createSample(sample);
  await expect(first.agents.getByRole("listitem")).toHaveCount(3);
  for (const agent of ["claude", "qa", "tu_ui"])
    await expect(first.agent(agent)).toHaveAttribute("data-state", "stopped");

  const terminal = await first.startScripted("claude");
  await terminal.enter("say hello");
  await terminal.shows("say hello\nhello\nclaude ❯");
  const before = await terminal.lines();
  await quorum.closeWindow();

  const second = new QuorumWindow(await quorum.openWindow({ project: sample }));
  await expect(second.agent("claude")).toHaveAttribute("data-state", "running");
  await second.agent("claude").getByRole("button").first().click();
  await expect.poll(() => second.terminal("claude").lines()).toEqual(before);
  await second.terminal("claude").enter("say still here");
  await second.terminal("claude").shows("say still here\nstill here\nclaude ❯");
});

test("goes straight into the sample project when asked to", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  await expect(window.agents.getByRole("listitem")).toHaveCount(3);
});

test("opens the project that was open before, when none is asked for", async ({ quorum, workspace }) => {
  const sample = workspace.projectFolder("sample");
  const first = new QuorumWindow(await quorum.start());
  await first.createSample(sample);
  await expect(first.agents.getByRole("listitem")).toHaveCount(3);
  await quorum.end();

  const second = new QuorumWindow(await quorum.start());
  await expect(second.page.getByRole("button", { name: "Project sample, open another" })).toBeVisible();
});
