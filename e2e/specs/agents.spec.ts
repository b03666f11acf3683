import { makeProject } from "../fixtures/project.ts";
import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("stops an agent and starts it again", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  await terminal.enter("say before");
  await terminal.shows("say before\nbefore");
  await window.act("Stop", "qa");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "stopped");
  await expect(terminal.banner).toContainText("qa is stopped");
  await terminal.shows("before");

  await window.startScripted("qa");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "running");
  await terminal.showsNoMore("before");
});

test("stops an agent that works when its turn is over, and sooner when that is wanted", async ({
  quorum,
}) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  await terminal.enter("wait 5");
  await terminal.shows("wait 5");
  await expect(window.agent("qa")).toHaveAttribute("data-activity", "busy");
  await window.act("Stop", "qa");
  await expect(window.agent("qa")).toContainText("stops when its turn is over");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "stopped");
  await terminal.shows("Waited 5 s.");

  await window.startScripted("qa");
  // What is still on the screen is the last program's.
  await expect(window.agent("qa")).toHaveAttribute("data-activity", "idle");
  await terminal.enter("wait 600");
  await expect(window.agent("qa")).toHaveAttribute("data-activity", "busy");
  await window.act("Stop", "qa");
  await expect(terminal.banner).toContainText("qa stops when its turn is over");
  await window.act("Stop now", "qa");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "stopped");
});

test("restarts an agent with a fresh program", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  await terminal.enter("say before");
  await terminal.shows("say before\nbefore");
  await window.act("Restart", "qa");
  await terminal.showsNoMore("before");
  await terminal.shows("qa ❯");
});

test("says with which code a program ended, and keeps its last screen", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  // A program that ends in failure sooner than this is said to have failed at once.
  await terminal.enter("wait 5.5");
  await terminal.shows("Waited 5.5 s.");
  await terminal.enter("exit 3");
  await expect(window.agent("qa")).toHaveAttribute("data-state", "exited");
  await expect(window.agent("qa")).toContainText("exited with code 3");
  await expect(terminal.banner).toContainText("qa exited with code 3");
  await terminal.shows("exit 3");
  await expect(window.agents.getByRole("button", { name: "Start qa" })).toBeEnabled();
});

test("says why an agent could not be started", async ({ quorum, workspace }) => {
  const missing = workspace.projectFolder("no-such-program");
  const project = await makeProject(workspace, { broken: { command: missing } });
  const window = new QuorumWindow(await quorum.start({ project }));
  await window.act("Start", "broken");
  await expect(window.agent("broken")).toHaveAttribute("data-state", "failed");
  await expect(window.terminal("broken").pane).toContainText("no-such-program");
  await expect(window.agents.getByRole("button", { name: "Start broken" })).toBeEnabled();
});

test("shows the last lines of a program that dies at once", async ({ quorum, workspace }) => {
  const script = `process.stderr.write("the disk is made of cheese\\n"); process.exit(9)`;
  const project = await makeProject(workspace, { brief: { script } });
  const window = new QuorumWindow(await quorum.start({ project }));
  await window.act("Start", "brief");
  await expect(window.agent("brief")).toHaveAttribute("data-state", /^(?:exited|failed)$/);
  await expect(window.terminal("brief").pane).toContainText("the disk is made of cheese");
  await expect(window.agent("brief")).toContainText("9");
});

test("follows the size of the window", async ({ quorum }) => {
  const page = await quorum.start({ sample: true });
  const window = new QuorumWindow(page);
  const terminal = await window.startScripted("qa");
  await terminal.enter("screen");
  await terminal.shows(/\d+ columns, \d+ rows/);
  const [before] = /\d+ columns/.exec((await terminal.lines()).join("\n")) ?? [""];
  await page.setViewportSize({ width: 900, height: 600 });
  await terminal.showsNoMore(before);
  await terminal.shows(/\d+ columns, \d+ rows/);
});
