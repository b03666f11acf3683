import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { permissionModeArgs } from "./permission-mode.ts";

const ASKING = ["--permission-mode", "default"];

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "permission-mode-"));
});

afterEach(() => rmSync(root, { recursive: true }));

function modeArgs(...args: string[]): readonly string[] {
  return permissionModeArgs({ args, folder: root }, join(root, "config"));
}

function settings(folder: string, text: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "settings.json"), text);
}

it("is the one in which a person is asked, where nobody says otherwise", () => {
  expect(modeArgs()).toEqual(ASKING);
  settings("config", '{"permissions":{"allow":["Bash(ls:*)"]}}');
  settings(".claude", "{ not JSON");
  expect(modeArgs("--verbose")).toEqual(ASKING);
});

it.each([["--permission-mode", "plan"], ["--permission-mode=plan"], ["--dangerously-skip-permissions"]])(
  "is what the arguments choose: %s",
  (...args) => expect(modeArgs(...args)).toEqual([]),
);

it.each(["config", ".claude"])("is what the settings in %s choose", (folder) => {
  settings(folder, '{"permissions":{"defaultMode":"acceptEdits"}}');
  expect(modeArgs()).toEqual([]);
});
