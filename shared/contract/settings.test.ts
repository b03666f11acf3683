import { expect, it } from "vitest";
import { Settings, SettingsUpdate } from "./settings.ts";

it("take what an earlier version wrote, and tell the person of everything that is for them", () => {
  const earlier = { version: 1, theme: "dark", terminalFontSize: 15, onQuit: "keep" };
  expect(Settings.parse(earlier)).toEqual({
    ...earlier,
    notifications: {
      quiet: { kind: "off" },
      types: { task: true, message: true, notification: true, waits: true, failure: true },
      facing: ["claude", "lead"],
    },
  });
});

it("are changed in parts", () => {
  expect(SettingsUpdate.parse({ theme: "light" })).toEqual({ theme: "light" });
  expect(SettingsUpdate.parse({ notifications: { facing: ["qa"] } })).toMatchObject({
    notifications: { facing: ["qa"], quiet: { kind: "off" } },
  });
});
