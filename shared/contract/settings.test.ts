import { expect, it } from "vitest";
import { Settings, SettingsUpdate } from "./settings.ts";

it("take what an earlier version wrote, and tell the person of everything that is for them", () => {
  const earlier = { version: 1, theme: "dark", terminalFontSize: 15, onQuit: "keep" };
  expect(Settings.parse(earlier)).toEqual({
    ...earlier,
    density: "comfortable",
    motion: "system",
    interfaceFont: "inter",
    terminalFont: "",
    terminalCursor: "block",
    terminalCursorBlinks: false,
    terminalControlKeys: "window",
    tour: "offered",
    keys: {},
    notifications: {
      quiet: { kind: "off" },
      types: { task: true, message: true, notification: true, waits: true, failure: true },
      facing: ["claude", "lead"],
    },
  });
});

it("take keys, and the names of fonts that are nothing but names", () => {
  const keys = { "palette.open": "Ctrl+P", "go.back": null };
  expect(SettingsUpdate.parse({ keys, terminalFont: "Fira Code 2.0" })).toEqual({
    keys,
    terminalFont: "Fira Code 2.0",
  });
  for (const terminalFont of ['x", serif', "x;", "url(x)", "x".repeat(81)]) {
    expect(SettingsUpdate.safeParse({ terminalFont }).success).toBe(false);
  }
});

it("are changed in parts", () => {
  expect(SettingsUpdate.parse({ theme: "light" })).toEqual({ theme: "light" });
  expect(SettingsUpdate.parse({ notifications: { facing: ["qa"] } })).toMatchObject({
    notifications: { facing: ["qa"], quiet: { kind: "off" } },
  });
});
