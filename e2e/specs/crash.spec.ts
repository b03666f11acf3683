import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test("has the terminals back after the hub was killed", async ({ quorum, problems, workspace }) => {
  // A browser writes each attempt to reach the dead server to the console.
  problems.expect(/WebSocket|ERR_CONNECTION_REFUSED/);
  const sample = workspace.projectFolder("sample");
  const first = new QuorumWindow(await quorum.start());
  await first.createSample(sample);
  const terminal = await first.startScripted("qa");
  await terminal.enter("say before the crash");
  await terminal.shows("say before the crash\nbefore the crash\nqa ❯");
  const before = await terminal.lines();
  await quorum.kill();

  const second = new QuorumWindow(await quorum.start({ project: sample }));
  await expect(second.agent("qa")).toHaveAttribute("data-state", "running");
  await second.agent("qa").getByRole("button").first().click();
  await expect.poll(() => second.terminal("qa").lines()).toEqual(before);
  await second.terminal("qa").enter("say after it");
  await second.terminal("qa").shows("say after it\nafter it");
});

test(
  "goes on in the same page after the server was killed and started again",
  { tag: "@server" },
  async ({ quorum, server, problems, workspace }) => {
    problems.expect(/WebSocket|ERR_CONNECTION_REFUSED/);
    const sample = workspace.projectFolder("sample");
    const window = new QuorumWindow(await quorum.start());
    await window.createSample(sample);
    const terminal = await window.startScripted("qa");
    await terminal.enter("say before the crash");
    await terminal.shows("say before the crash\nbefore the crash\nqa ❯");
    const before = await terminal.lines();
    await quorum.kill();

    await expect(window.connection).toHaveText("Reconnecting…");
    await expect(terminal.banner).toContainText("The connection to Quorum is lost.");
    expect(await terminal.lines()).toEqual(before);
    await window.page.keyboard.press("ControlOrMeta+=");
    await expect(window.notices.filter({ hasText: "not connected" })).toBeVisible();
    await window.page.getByRole("button", { name: "Dismiss" }).click();
    await expect(terminal.keyboard).toBeFocused();

    await server.serveAgain({ project: sample });
    await expect(window.connection).toHaveText("Connected");
    // The old screen stays, dimmed, until the terminal has its pipe again; before that it takes no keys.
    await expect(terminal.pane).toHaveAttribute("data-phase", "live");
    await expect.poll(() => terminal.lines()).toEqual(before);
    await terminal.enter("say after it");
    await terminal.shows("say after it\nafter it\nqa ❯");
  },
);
