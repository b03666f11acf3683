import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ownArguments, parseLaunchArguments } from "./launch-request.ts";

describe("the command line of the desktop app", () => {
  it("asks for nothing when it is empty", () => {
    expect(parseLaunchArguments([], "/work")).toEqual({ sample: false });
  });

  it("names a project, from the folder that it was written in", () => {
    expect(parseLaunchArguments(["project"], "/work")).toEqual({
      project: resolve("/work", "project"),
      sample: false,
    });
  });

  it("asks for the sample", () => {
    expect(parseLaunchArguments(["--sample"], "/work")).toEqual({ sample: true });
  });

  it("is not confused by switches of Chromium", () => {
    const values = ["--no-sandbox", "--user-data-dir=/tmp/x", "project", "--inspect"];
    expect(parseLaunchArguments(values, "/work")).toEqual({
      project: resolve("/work", "project"),
      sample: false,
    });
  });

  it("begins after the app's folder where the app is not packaged", () => {
    expect(ownArguments(["electron", ".", "project"], false)).toEqual(["project"]);
    expect(ownArguments(["Quorum", "project"], true)).toEqual(["project"]);
  });
});
