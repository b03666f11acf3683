import { describe, expect, it } from "vitest";
import { ACTION_IDS } from "./action-list.ts";
import { Actions } from "./actions.ts";
import type { Platform } from "./platform.ts";
import { platformOf } from "./platform.ts";
import { pressOf } from "./press.test-support.ts";

/** A window in which everything can be done. */
function able(platform: Platform): Actions {
  const actions = new Actions(platform);
  for (const id of ACTION_IDS) actions.provide(id, { run: () => undefined });
  return actions;
}

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

describe("in a terminal", () => {
  it("Ctrl and a letter are the program's, but for Ctrl+K and Ctrl+M", () => {
    const taken = (platform: Platform) =>
      LETTERS.filter((letter) => able(platform).actionOf(pressOf(`Ctrl+${letter}`), true) !== undefined);
    expect(taken("linux")).toEqual(["K", "M"]);
    expect(taken("windows")).toEqual(["K", "M"]);
    expect(taken("mac")).toEqual(["M"]);
  });

  it("those two are the program's as well where the person wants it so, and the window's elsewhere", () => {
    const actions = able("linux");
    actions.choose({ keys: {}, controlLetters: "program" });
    expect(actions.actionOf(pressOf("Ctrl+K"), true)).toBeUndefined();
    expect(actions.actionOf(pressOf("Ctrl+K"), false)).toBe("palette.open");
    expect(actions.actionOf(pressOf("Ctrl+Shift+E"), true)).toBe("agents.list");
  });

  it("those two are the program's while the window can do nothing with them", () => {
    const actions = new Actions("linux");
    expect(actions.actionOf(pressOf("Ctrl+M"), true)).toBeUndefined();
    const way = actions.provide("message.compose", { run: () => undefined });
    expect(actions.actionOf(pressOf("Ctrl+M"), true)).toBe("message.compose");
    way.dispose();
    expect(actions.actionOf(pressOf("Ctrl+M"), true)).toBeUndefined();
  });

  it("what is typed, and what goes with Alt alone, is the program's", () => {
    const keys = ["A", "Shift+A", "1", "=", "-", "Tab", "Shift+Tab", "Alt+F", "Alt+1", "Alt+ArrowLeft"];
    for (const chord of keys) expect(able("linux").actionOf(pressOf(chord), true), chord).toBeUndefined();
    expect(able("linux").actionOf(pressOf("Alt+ArrowLeft"), false)).toBe("go.back");
  });

  it.each([
    ["Ctrl+Tab", "tab.next"],
    ["Ctrl+Shift+[", "tab.previous"],
    ["Ctrl+9", "tab.9"],
    ["Ctrl+=", "font.larger"],
    ["Ctrl+Shift+F", "terminal.find"],
    ["Ctrl+Shift+C", "terminal.copy"],
    ["Ctrl+Shift+B", "agent.inbox"],
  ] as const)("%s leads to %s", (chord, id) => {
    expect(able("linux").actionOf(pressOf(chord), true)).toBe(id);
    const onMac = chord.startsWith("Ctrl+Shift+") && /[FC]$/.test(chord) ? `Meta+${chord.at(-1)}` : chord;
    const pressed = onMac === "Ctrl+Tab" ? onMac : onMac.replace("Ctrl", "Meta");
    expect(able("mac").actionOf(pressOf(pressed), true)).toBe(id);
  });
});

describe("an action", () => {
  it("is done in the way that was said last, and no more when that is over", () => {
    const done: string[] = [];
    const actions = new Actions("linux");
    expect(actions.run("go.back")).toBe(false);
    const first = actions.provide("go.back", { run: () => done.push("first") });
    const second = actions.provide("go.back", { run: () => done.push("second") });
    actions.run("go.back");
    second.dispose();
    actions.run("go.back");
    first.dispose();
    expect(actions.run("go.back")).toBe(false);
    expect(done).toEqual(["second", "first"]);
  });

  it("is not done while it cannot be, and says why", () => {
    const actions = new Actions("linux");
    let why: string | undefined = "There is nowhere to go back to.";
    actions.provide("go.back", { whyNot: () => why, run: () => undefined });
    expect(actions.whyNot("go.back")).toBe(why);
    expect(actions.run("go.back")).toBe(false);
    why = undefined;
    expect(actions.run("go.back")).toBe(true);
  });

  it("tells its keys as they are for this person", () => {
    const actions = new Actions("mac");
    expect(actions.keysText("palette.open")).toBe("⌘K");
    actions.choose({ keys: { "palette.open": null }, controlLetters: "window" });
    expect(actions.keysText("palette.open")).toBeUndefined();
  });
});

it("knows the platform from the browser's name", () => {
  expect(platformOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)")).toBe("mac");
  expect(platformOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64)")).toBe("windows");
  expect(platformOf("Mozilla/5.0 (X11; Linux x86_64)")).toBe("linux");
});
