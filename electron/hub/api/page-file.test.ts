import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPageFile } from "./page-file.ts";

let parent: string;
let folder: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "quorum-page-"));
  folder = join(parent, "renderer");
  await mkdir(join(folder, "assets"), { recursive: true });
  await mkdir(join(parent, "renderer-other"));
  await writeFile(join(folder, "index.html"), "index");
  await writeFile(join(folder, "a b.svg"), "picture");
  await writeFile(join(folder, "notes.txt"), "not a part of the page");
  await writeFile(join(folder, "assets", "main-1a2b.js"), "code");
  await writeFile(join(parent, "secret.html"), "secret");
  await writeFile(join(parent, "renderer-other", "x.html"), "other");
});

afterAll(() => rm(parent, { recursive: true }));

async function served(path: string): Promise<string | undefined> {
  return (await readPageFile(folder, path))?.content.toString();
}

describe("the page's files", () => {
  it("begin at the index, which is asked for anew each time", async () => {
    expect(await served("/")).toBe("index");
    expect((await readPageFile(folder, "/"))?.headers["Cache-Control"]).toBe("no-store");
  });

  it("are found below the folder, by their decoded names", async () => {
    expect(await served("/assets/main-1a2b.js")).toBe("code");
    expect(await served("/a%20b.svg")).toBe("picture");
  });

  it("are those of a page, and no others", async () => {
    expect(await served("/notes.txt")).toBeUndefined();
    expect(await served("/assets")).toBeUndefined();
    expect(await served("/missing.js")).toBeUndefined();
  });

  it.each([
    "/../secret.html",
    "/..%2fsecret.html",
    "/%2e%2e%2fsecret.html",
    "/assets/..%2f..%2fsecret.html",
    "/..%5csecret.html",
    "/..%2frenderer-other/x.html",
    "/%00",
    "/%e0%a4%a",
  ])("are not found outside of it: %s", async (path) => {
    expect(await served(path)).toBeUndefined();
  });
});
