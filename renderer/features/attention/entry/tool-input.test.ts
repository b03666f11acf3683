import { describe, expect, it } from "vitest";
import { MAX_TOOL_INPUT } from "../../../../shared/link/activity.ts";
import { isOneCommand, toolInputParts } from "./tool-input.ts";

describe("what a tool is to be run with", () => {
  it("is shown part by part, in its order, under a person's words", () => {
    const input = JSON.stringify({ command: "git push --force", description: "Push" });
    expect(toolInputParts(input)).toEqual([
      { label: "Command", kind: "code", text: "git push --force" },
      { label: "It says", kind: "words", text: "Push" },
    ]);
  });

  it("shows an edit as what goes and what comes", () => {
    const edit = { old_string: "a", new_string: "b" };
    const parts = toolInputParts(JSON.stringify({ file_path: "/x", edits: [edit], replace_all: true }));
    expect(parts.map(({ label, kind, text }) => [label, kind, text])).toEqual([
      ["File", "code", "/x"],
      ["Replaces", "removed", "a"],
      ["With", "added", "b"],
      ["replace_all", "code", "true"],
    ]);
  });

  it("leaves nothing out that it does not know", () => {
    const parts = toolInputParts('{"constructor": "c", "__proto__": {"a": 1}, "edits": "x"}');
    expect(parts.map(({ label }) => label)).toEqual(["constructor", "__proto__", "edits"]);
  });

  it("is shown as it is where it was cut, or is nothing that has parts", () => {
    const cut = `{"command": "${"x".repeat(MAX_TOOL_INPUT)}`.slice(0, MAX_TOOL_INPUT);
    expect(toolInputParts(cut)).toEqual([
      { label: "Input, too long to show all of it", kind: "code", text: cut },
    ]);
    expect(toolInputParts("[1]")).toEqual([{ label: "Input", kind: "code", text: "[1]" }]);
    expect(toolInputParts(undefined)).toEqual([]);
  });

  it("can be judged by one line only where that is all of it", () => {
    const isOne = (input: unknown): boolean => isOneCommand(JSON.stringify(input));
    expect(isOne({ command: "ls", description: "List" })).toBe(true);
    expect(isOne({ command: "ls\nrm -rf /" })).toBe(false);
    expect(isOne({ command: "ls", run_in_background: true })).toBe(false);
    expect(isOne({ file_path: "/etc/passwd", content: "" })).toBe(false);
    expect(isOneCommand(undefined)).toBe(false);
  });

  it("makes visible what hides in it", () => {
    expect(toolInputParts('{"command": "ls\\u202e"}')).toMatchObject([{ text: "ls⟨U+202E⟩" }]);
  });
});
