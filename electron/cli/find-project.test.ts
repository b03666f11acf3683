import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findProject } from "./find-project.ts";

let home = "";
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "quorum-home-")));
});
afterEach(() => rm(home, { recursive: true }));

describe("finding the project", () => {
  it("takes the nearest folder with a marker", async () => {
    await mkdir(join(home, "outer", "QMS"), { recursive: true });
    await mkdir(join(home, "outer", "inner", "deep"), { recursive: true });
    await writeFile(join(home, "outer", "inner", "quorum.json"), "{}");
    expect(await findProject(undefined, join(home, "outer", "inner", "deep"), home)).toBe(
      join(home, "outer", "inner"),
    );
    expect(await findProject(undefined, join(home, "outer"), home)).toBe(join(home, "outer"));
  });

  it("does not take a person's home for a project because Claude Code has a folder there", async () => {
    await mkdir(join(home, ".claude"));
    await mkdir(join(home, "elsewhere"));
    await expect(findProject(undefined, join(home, "elsewhere"), home)).rejects.toThrow("is a project");
  });

  it("takes the folder that is named, from where the command was typed", async () => {
    await mkdir(join(home, "there", ".claude"), { recursive: true });
    await mkdir(join(home, "empty"));
    expect(await findProject("there", home, home)).toBe(join(home, "there"));
    await expect(findProject("nowhere", home, home)).rejects.toThrow("does not exist");
    await expect(findProject("empty", home, home)).rejects.toThrow("holds no project");
  });
});
