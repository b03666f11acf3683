import xterm from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { isDeviceReply, swallowQueries } from "./device-replies.ts";

const QUERIES: Readonly<Record<string, string>> = {
  "primary attributes": "\x1b[c\x1b[0c",
  "secondary attributes": "\x1b[>c\x1b[>0c",
  "tertiary attributes": "\x1b[=c",
  status: "\x1b[5n",
  "cursor position": "\x1b[6n\x1b[?6n",
  "colour scheme": "\x1b[?996n",
  "ansi mode": "\x1b[4$p",
  "private modes": "\x1b[?1$p\x1b[?25$p\x1b[?1004$p\x1b[?2004$p\x1b[?2026$p",
  settings: '\x1bP$qm\x1b\\\x1bP$q"p\x1b\\\x1bP$q r\x1b\\\x1bP$qr\x1b\\\x1bP$qz\x1b\\',
  capabilities: "\x1bP+q544e\x1b\\",
  colours: "\x1b]4;1;?\x07\x1b]10;?\x07\x1b]11;?\x1b\\\x1b]12;?\x07\x1b]10;?;?;?\x07",
  version: "\x1b[>q\x1b[>0q",
  keyboard: "\x1b[?u",
  window: "\x1b[11t\x1b[13t\x1b[14t\x1b[15t\x1b[16t\x1b[18t\x1b[19t\x1b[20t\x1b[21t",
  clipboard: "\x1b]52;c;?\x07",
  "answer back": "\x05",
  identify: "\x1bZ\x1b[x",
  "focus reports": "\x1b[?1004h",
};

/** What a terminal says when it is written to, without and with the queries swallowed. */
async function saidBy(text: string, isSwallowing: boolean): Promise<string> {
  const terminal = new xterm.Terminal({
    allowProposedApi: true,
    windowOptions: {
      getWinSizeChars: true,
      getWinSizePixels: true,
      getCellSizePixels: true,
      getWinTitle: true,
    },
  });
  if (isSwallowing) swallowQueries(terminal.parser);
  let said = "";
  terminal.onData((data) => {
    if (!isSwallowing || !isDeviceReply(data)) said += data;
  });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  terminal.dispose();
  return said;
}

describe("a viewer", () => {
  for (const [name, query] of Object.entries(QUERIES)) {
    it(`says nothing to a query for ${name}`, async () => {
      expect(await saidBy(query, true)).toBe("");
    });
  }

  it("would answer if nothing swallowed the queries", async () => {
    const answers = await saidBy(Object.values(QUERIES).join(""), false);
    for (const answer of ["\x1b[?1;2c", "\x1b[0n", "\x1b[?25;1$y", "\x1bP1$r", "\x1b[8;24;80t"])
      expect(answers).toContain(answer);
  });

  it("says nothing of colours and focus, which only a terminal with a window would", () => {
    for (const reply of [
      "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
      "\x1b]4;255;rgb:0000/0000/0000\x1b\\",
      "\x1b[I",
      "\x1b[O",
    ]) {
      expect(isDeviceReply(reply)).toBe(true);
    }
  });

  it("passes on what a person types, also keys that look like reports", () => {
    for (const keys of [
      "a",
      "\x1b",
      "\x1b]",
      "\x1bP",
      "\x1b[1;2R",
      "\x1bOP",
      "\x1b[A",
      "\x1b[<0;3;4M",
      "\r",
      "\x1b[200~x\x1b[201~",
    ]) {
      expect(isDeviceReply(keys)).toBe(false);
    }
  });

  it("still pushes and pops titles, and keeps the modes that programs set", async () => {
    const terminal = new xterm.Terminal({ allowProposedApi: true });
    swallowQueries(terminal.parser);
    await new Promise<void>((resolve) => terminal.write("\x1b[22;0t\x1b[?2004h\x1b[?25l", resolve));
    expect(terminal.modes.bracketedPasteMode).toBe(true);
    terminal.dispose();
  });
});
