import { makeProject } from "../fixtures/project.ts";
import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

const isMac = process.platform === "darwin";
const MODIFIER = isMac ? "Meta" : "Control";
const FIND = isMac ? "Meta+f" : "Control+Shift+f";

test("shows two agents in tabs, and switches between them by keyboard", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const { keyboard } = window.page;
  await (await window.startScripted("qa")).enter("say I am qa");
  await (await window.startScripted("tu_ui")).enter("say I am tu_ui");
  await expect(window.tab("tu_ui")).toHaveAttribute("aria-selected", "true");

  await keyboard.press(`${MODIFIER}+1`);
  await expect(window.tab("qa")).toHaveAttribute("aria-selected", "true");
  await window.terminal("qa").shows("say I am qa\nI am qa");
  await expect(window.terminal("tu_ui").pane).toBeHidden();

  await keyboard.press(`${MODIFIER}+Shift+BracketRight`);
  await window.terminal("tu_ui").shows("say I am tu_ui\nI am tu_ui");
  await keyboard.type("say typed at once");
  await keyboard.press("Enter");
  await window.terminal("tu_ui").shows("say typed at once\ntyped at once");
});

test("answers a question, and interrupts work", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  await terminal.enter("ask Shall we?");
  await terminal.shows("Yes or no?");
  await terminal.enter("y");
  await terminal.shows("You chose Yes.");
  await terminal.enter("run 1000");
  await terminal.shows("Working…");
  await window.page.keyboard.press("Control+c");
  await terminal.shows("Interrupted after");
});

test("finds a text that scrolled away, also after the window was closed", async ({ quorum }) => {
  const first = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await first.startScripted("qa");
  await terminal.enter("say a needle in the haystack");
  await terminal.enter("flood 2000");
  await terminal.shows("Printed 2000 lines.");
  await terminal.showsNoMore("needle");
  await find(first, "a needle in the haystack");
  await terminal.shows("a needle in the haystack");
  await quorum.closeWindow();

  const second = new QuorumWindow(await quorum.openWindow({ sample: true }));
  await second.agent("qa").getByRole("button").first().click();
  await second.terminal("qa").shows("Printed 2000 lines.");
  await find(second, "a needle in the haystack");
  await second.terminal("qa").shows("a needle in the haystack");
});

async function find(window: QuorumWindow, text: string): Promise<void> {
  await window.page.keyboard.press(FIND);
  await window.page.getByRole("textbox", { name: "Find in the terminal" }).fill(text);
  // The history of a terminal that was just opened arrives after its screen; matches in it are counted, not gone to.
  await expect(window.page.getByRole("status", { name: "Matches" })).toHaveText(/\d+ of \d+/);
  await window.page.keyboard.press("Enter");
}

test("asks before it pastes lines that the program would take as typed", async ({ quorum, workspace }) => {
  const script = `console.log("ready"); process.stdin.on("data", (data) => console.log("got " + JSON.stringify(String(data))))`;
  const project = await makeProject(workspace, { plain: { script } });
  const window = new QuorumWindow(await quorum.start({ project }));
  const dialog = window.page.getByRole("dialog", { name: "Paste 2 lines?" });
  const terminal = window.terminal("plain");
  await window.act("Start", "plain");
  await terminal.shows("ready");

  await terminal.paste("first\nsecond\n");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await terminal.paste("third\nfourth\n");
  await dialog.getByRole("button", { name: "Paste", exact: true }).click();
  await terminal.shows("fourth");
  await terminal.showsNoMore("first");
});

test("pastes lines without a question into a program that knows pastes", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  await terminal.paste("say one\ntwo");
  await window.page.keyboard.press("Enter");
  await terminal.shows("two");
  await expect(window.page.getByRole("dialog")).toBeHidden();
});

test("takes a paste of 1 MB whole", async ({ quorum, workspace }) => {
  const script = `
    let count = 0;
    process.stdin.setRawMode(true);
    console.log("ready");
    process.stdin.on("data", (data) => { count += data.length; if (data.includes(33)) console.log("read " + count); });`;
  const project = await makeProject(workspace, { reader: { script } });
  const window = new QuorumWindow(await quorum.start({ project }));
  const terminal = window.terminal("reader");
  await window.act("Start", "reader");
  await terminal.shows("ready");
  await terminal.paste(`${"x".repeat(1_000_000)}!`);
  await terminal.shows("read 1000001");
});

test("makes the text larger and smaller", async ({ quorum }) => {
  const window = new QuorumWindow(await quorum.start({ sample: true }));
  const terminal = await window.startScripted("qa");
  const height = async (): Promise<number> =>
    (await terminal.screen.locator(":scope > div").first().boundingBox())?.height ?? 0;
  const before = await height();
  await terminal.focus();
  await window.page.keyboard.press(`${MODIFIER}+=`);
  await window.page.keyboard.press(`${MODIFIER}+=`);
  await window.page.keyboard.press(`${MODIFIER}+=`);
  await expect.poll(height).toBeGreaterThan(before);
  await window.page.keyboard.press(`${MODIFIER}+0`);
  await expect.poll(height).toBe(before);
});
