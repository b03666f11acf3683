import { describe, expect, it } from "vitest";
import { findCommand, type CommandFinder } from "./find-command.ts";

function finder(isWindows: boolean, ...files: readonly string[]): CommandFinder {
  return { isWindows, isRunnable: (file) => files.includes(file) };
}

describe("findCommand", () => {
  it("looks along the path, in its order", () => {
    const unix = finder(false, "/usr/bin/claude", "/home/a/bin/claude");
    expect(findCommand("claude", "/project", { PATH: "/home/a/bin:/usr/bin" }, unix)).toBe(
      "/home/a/bin/claude",
    );
  });

  it("takes a command with a folder from the project, or from where it says", () => {
    const unix = finder(false, "/project/tools/agent", "/opt/agent");
    expect(findCommand("./tools/agent", "/project", {}, unix)).toBe("/project/tools/agent");
    expect(findCommand("/opt/agent", "/project", {}, unix)).toBe("/opt/agent");
  });

  it("finds a command on Windows by its extension, under whatever name the path goes", () => {
    const windows = finder(true, "C:\\npm\\claude", "C:\\npm\\claude.cmd");
    const environment = { Path: "C:\\Windows;C:\\npm", PathExt: ".COM;.EXE;.CMD" };
    expect(findCommand("claude", "C:\\project", environment, windows)).toBe("C:\\npm\\claude.cmd");
    expect(findCommand("claude.cmd", "C:\\project", environment, windows)).toBe("C:\\npm\\claude.cmd");
  });

  it("says what to do about a command that is not there", () => {
    expect(() => findCommand("claude", "/project", { PATH: "/bin" }, finder(false))).toThrow(
      "Install it, or name another",
    );
    expect(() => findCommand("./x", "/project", {}, finder(false))).toThrow(
      "is not there, or may not be run",
    );
  });
});
