import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { fileOf } from "./page-files.ts";

const root = resolve("/somewhere/renderer");

function served(path: string): string | undefined {
  return fileOf(new URL(`quorum://app${path}`), root);
}

describe("the page's files", () => {
  it("begin at the index", () => {
    expect(served("/")).toBe(join(root, "index.html"));
    expect(served("")).toBe(join(root, "index.html"));
  });

  it("are found below the folder, by their decoded names", () => {
    expect(served("/assets/main-1a2b.js")).toBe(join(root, "assets", "main-1a2b.js"));
    expect(served("/a%20b.svg?v=1#x")).toBe(join(root, "a b.svg"));
  });

  it.each([
    "/..%2fsecret",
    "/%2e%2e%2fsecret",
    "/a/..%2f..%2fsecret",
    "/%00",
    "/%e0%a4%a",
    "/..%2frenderer-other/x",
  ])("are not found outside of it: %s", (path) => {
    expect(served(path)).toBeUndefined();
  });
});
