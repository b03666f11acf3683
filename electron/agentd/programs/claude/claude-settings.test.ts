import { describe, expect, it } from "vitest";
import { settingsFor } from "./claude-settings.ts";
import { isAtLeast, versionIn } from "./claude-version.ts";

function eventsFor(version: string | undefined): readonly string[] {
  const settings = settingsFor(
    version === undefined ? undefined : versionIn(version),
    (event) => `hook ${event}`,
  );
  return Object.keys("hooks" in settings && typeof settings.hooks === "object" ? (settings.hooks ?? {}) : {});
}

describe("hooks", () => {
  it("are those that the version knows, for one that it does not know may cost all", () => {
    expect(eventsFor("2.1.329 (Claude Code)")).toContain("StopFailure");
    expect(eventsFor("2.1.100")).not.toContain("StopFailure");
    expect(eventsFor("2.1.100")).toContain("PermissionRequest");
    expect(eventsFor("2.0.1")).not.toContain("PermissionRequest");
    expect(eventsFor(undefined)).toEqual(eventsFor("2.0.1"));
  });
});

it.each([
  ["2.1.197 (Claude Code)", [2, 1, 101], true],
  ["2.1.100", [2, 1, 101], false],
  ["3.0.0", [2, 1, 101], true],
  ["1.9.999", [2, 0, 0], false],
] as const)("%s is at least %s: %s", (text, least, expected) => {
  const version = versionIn(text);
  expect(version !== undefined && isAtLeast(version, least)).toBe(expected);
});

it("finds no version where there is none", () => {
  expect(versionIn("command not found")).toBeUndefined();
});
