import { expect, test } from "../../fixtures/test.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const PARTS = /\/assets\/compose-panel[^/]*\.(?:js|css)$/;

test("loads a part whose load was cut off when the server is back, and with its styles", async ({
  quorum,
  server,
  problems,
  workspace,
  context,
}) => {
  problems.expect(/WebSocket|ERR_CONNECTION_REFUSED|ERR_FAILED/);
  const sample = workspace.projectFolder("sample");
  await context.route(PARTS, (route) => route.abort());
  const cutOff = context.waitForEvent("requestfailed", (request) => PARTS.test(request.url()));
  const window = new QuorumWindow(await quorum.start());
  await window.createSample(sample);
  await cutOff;
  await quorum.kill();
  await expect(window.connection).toHaveText("Reconnecting…");
  await context.unroute(PARTS);
  const loaded = window.page.waitForEvent("requestfinished", (request) => PARTS.test(request.url()));
  await server.serveAgain({ project: sample });
  await loaded;

  await window.page.keyboard.press("ControlOrMeta+M");
  const dialog = window.page.getByRole("dialog", { name: "Write a message" });
  await expect(dialog).toBeVisible();
  await expect(dialog).toHaveCSS("position", "fixed");
});
