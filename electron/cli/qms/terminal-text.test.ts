import { describe, expect, it } from "vitest";
import { hasIcons, terminalText } from "./terminal-text.ts";

describe("text for a terminal", () => {
  it("keeps its lines and words, and loses what would steer the terminal or deceive its reader", () => {
    expect(terminalText("a\tb\r\nc\u001b[2J\u001b]52;c;x\u0007\u009b31m\u202eevil\u200b\n", true)).toBe(
      "a\tb\nc[2J]52;c;x31mevil\n",
    );
    expect(terminalText("Grüße 📋 日本\n", true)).toBe("Grüße 📋 日本\n");
  });

  it("has letters for icons where there are none", () => {
    expect(terminalText("  📋 [REVIEW]\n  💬\n  🔔\n  📬\n", false)).toBe(
      "  [T] [REVIEW]\n  [M]\n  [N]\n  [?]\n",
    );
  });
});

describe("icons", () => {
  it.each([
    [{}, true],
    [{ LANG: "C" }, false],
    [{ LANG: "C.UTF-8" }, true],
    [{ LANG: "en_US.UTF-8", LC_ALL: "POSIX" }, false],
    [{ LANG: "de_DE.ISO-8859-1", LC_CTYPE: "de_DE.utf8" }, true],
    [{ LC_ALL: "", LANG: "C.UTF-8" }, true],
  ])("with %j: %j", (environment, expected) => expect(hasIcons(environment, "linux")).toBe(expected));

  it("need a terminal on Windows that says that it is a newer one", () => {
    expect(hasIcons({ LANG: "C" }, "win32")).toBe(false);
    expect(hasIcons({ WT_SESSION: "x", LANG: "C" }, "win32")).toBe(true);
    expect(hasIcons({ TERM_PROGRAM: "quorum" }, "win32")).toBe(true);
  });
});
