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
