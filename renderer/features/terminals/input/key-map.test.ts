import { describe, expect, it } from "vitest";
import { platformOf, shortcutOf, type KeyPress, type Platform } from "./key-map.ts";

/** Reads `Ctrl+Shift+f` as a key press. */
function press(keys: string): KeyPress {
  const parts = keys.split("+");
  const key = parts.at(-1) === "" ? "+" : (parts.at(-1) ?? "");
  const codes: Readonly<Record<string, string>> = {
    "[": "BracketLeft",
    "]": "BracketRight",
    "-": "Minus",
    "=": "Equal",
  };
  const code = /^\d$/.test(key) ? `Digit${key}` : (codes[key] ?? `Key${key.toUpperCase()}`);
  return {
    key: parts.includes("Shift") && /^[a-z]$/.test(key) ? key.toUpperCase() : key,
    code,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Cmd"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
  };
}

function shortcut(keys: string, platform: Platform = "linux", hasSelection = false) {
  return shortcutOf(press(keys), platform, hasSelection);
}

describe("the window's keys", () => {
  it("never take a plain Ctrl and a letter from the program", () => {
    for (const letter of "abcdefghijklmnopqrstuvwxyz") {
      for (const platform of ["mac", "windows", "linux"] as const) {
        expect(shortcut(`Ctrl+${letter}`, platform), `${letter} on ${platform}`).toBeUndefined();
      }
    }
  });

  it("never take what is typed, or what goes with Alt alone", () => {
    for (const keys of ["a", "Shift+a", "1", "=", "-", "Tab", "Shift+Tab", "Alt+f", "Alt+1", "Ctrl+Alt+c"]) {
      expect(shortcut(keys)).toBeUndefined();
    }
  });

  it("take Ctrl+C on Windows only while there is something to copy", () => {
    expect(shortcut("Ctrl+c", "windows", true)).toEqual({ kind: "copy" });
    expect(shortcut("Ctrl+c", "windows", false)).toBeUndefined();
    expect(shortcut("Ctrl+c", "linux", true)).toBeUndefined();
  });

  it("lead to the agents, an inbox, what waits and the containers with Shift, on each platform", () => {
    for (const [letter, kind] of [
      ["e", "agents"],
      ["b", "inbox"],
      ["a", "attention"],
      ["d", "containers"],
    ] as const) {
      expect(shortcut(`Ctrl+Shift+${letter}`)).toEqual({ kind });
      expect(shortcut(`Cmd+Shift+${letter}`, "mac")).toEqual({ kind });
      expect(shortcut(`Cmd+${letter}`, "mac")).toBeUndefined();
    }
  });

  it("copy, paste and find with Shift, and on a Mac with the command key", () => {
    for (const [letter, kind] of [
      ["c", "copy"],
      ["v", "paste"],
      ["f", "find"],
    ] as const) {
      expect(shortcut(`Ctrl+Shift+${letter}`)).toEqual({ kind });
      expect(shortcut(`Cmd+${letter}`, "mac")).toEqual({ kind });
      expect(shortcut(`Ctrl+Shift+${letter}`, "mac")).toBeUndefined();
    }
  });

  it("leave Ctrl+Shift+- to the program, for which it means undo", () => {
    expect(shortcutOf({ ...press("Ctrl+Shift+-"), key: "_" }, "linux", false)).toBeUndefined();
  });

  it("change the size of the text", () => {
    expect(shortcut("Ctrl+=")).toEqual({ kind: "font", change: "larger" });
    expect(shortcutOf({ ...press("Ctrl+Shift+="), key: "+" }, "linux", false)).toEqual({
      kind: "font",
      change: "larger",
    });
    expect(shortcut("Ctrl+-")).toEqual({ kind: "font", change: "smaller" });
    expect(shortcut("Ctrl+0")).toEqual({ kind: "font", change: "reset" });
    expect(shortcut("Cmd+0", "mac")).toEqual({ kind: "font", change: "reset" });
  });

  it("walk along the tabs and go to one by its place", () => {
    expect(shortcut("Ctrl+Tab")).toEqual({ kind: "neighbour", step: 1 });
    expect(shortcut("Ctrl+Shift+Tab", "mac")).toEqual({ kind: "neighbour", step: -1 });
    expect(shortcut("Ctrl+Shift+]")).toEqual({ kind: "neighbour", step: 1 });
    expect(shortcut("Ctrl+1")).toEqual({ kind: "tab", place: 0 });
    expect(shortcut("Cmd+9", "mac")).toEqual({ kind: "tab", place: 8 });
  });

  it("find the digits on keyboards where they need Shift to be typed", () => {
    expect(shortcutOf({ ...press("Ctrl+1"), key: "&" }, "linux", false)).toEqual({ kind: "tab", place: 0 });
  });
});

it("knows the platform from the browser's name", () => {
  expect(platformOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)")).toBe("mac");
  expect(platformOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64)")).toBe("windows");
  expect(platformOf("Mozilla/5.0 (X11; Linux x86_64)")).toBe("linux");
});
