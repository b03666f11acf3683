import { describe, expect, it } from "vitest";
import { hookCommand } from "../../hook-command.ts";
import { settingsFor } from "./claude-settings.ts";
import { isAtLeast, versionIn } from "./claude-version.ts";

const COMMAND = hookCommand("node", "/q/agentd.js", false);

function settings(version: string | undefined): object {
  return settingsFor(version === undefined ? undefined : versionIn(version), COMMAND);
}

function eventsFor(version: string | undefined): readonly string[] {
  const overlay = settings(version);
  return Object.keys("hooks" in overlay && typeof overlay.hooks === "object" ? (overlay.hooks ?? {}) : {});
}

describe("hooks", () => {
  it("are those that the version knows, for one that it does not know may cost all", () => {
    expect(eventsFor("2.1.329 (Claude Code)")).toContain("StopFailure");
    expect(eventsFor("2.1.100")).not.toContain("StopFailure");
    expect(eventsFor("2.1.100")).toContain("PermissionRequest");
    expect(eventsFor("2.0.1")).not.toContain("PermissionRequest");
    expect(eventsFor(undefined)).toEqual(eventsFor("2.0.1"));
  });

  it("are started without a shell by versions that know how", () => {
    expect(settings("2.1.329")).toMatchObject({
      hooks: { Stop: [{ hooks: [{ command: "node", args: ["/q/hook.js", "Stop"] }] }] },
    });
    expect(settings("2.1.197")).toMatchObject({
      hooks: { Stop: [{ hooks: [{ command: "'node' '/q/hook.js' Stop" }] }] },
    });
  });

  it("are on, also where the person turned their own off", () => {
    expect(settings("2.1.329")).toMatchObject({ disableAllHooks: false });
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
