import { expect, test } from "../../fixtures/test.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test("does what was typed before the terminal was there, also when the person has gone on meanwhile", async ({
  quorum,
  context,
}) => {
  const held: (() => void)[] = [];
  let isHeld = false;
  // A terminal that takes its time to be there.
  await context.routeWebSocket(
    (url) => url.searchParams.get("agent") === "qa",
    (socket) => {
      const hub = socket.connectToServer();
      hub.onMessage((message) => {
        if (isHeld) held.push(() => socket.send(message));
        else socket.send(message);
      });
    },
  );
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  await window.badge("qa").click();
  await expect(window.inbox("qa").list).toBeFocused();

  isHeld = true;
  await window.agent("qa").locator("[data-agent-row]").click();
  await terminal.enter("say typed ahead");
  await window.badge("qa").click();
  await expect(window.inbox("qa").list).toBeFocused();
  isHeld = false;
  for (const send of held) send();

  await window.agent("qa").locator("[data-agent-row]").click();
  await terminal.shows("say typed ahead\ntyped ahead");
});
