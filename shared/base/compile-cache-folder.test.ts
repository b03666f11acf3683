import { expect, it } from "vitest";
import { compileCacheFolder } from "./compile-cache-folder.ts";

it.each([
  ["linux", { HOME: "/home/a" }, "/home/a/.cache/quorum/compiled"],
  ["linux", { HOME: "/home/a", XDG_CACHE_HOME: "/cache" }, "/cache/quorum/compiled"],
  ["linux", { HOME: "/home/a", XDG_CACHE_HOME: "relative" }, "/home/a/.cache/quorum/compiled"],
  ["linux", {}, undefined],
  ["darwin", { HOME: "/Users/a" }, "/Users/a/Library/Caches/Quorum/compiled"],
  [
    "win32",
    { LOCALAPPDATA: "C:\\Users\\a\\AppData\\Local" },
    "C:\\Users\\a\\AppData\\Local\\Quorum\\compiled",
  ],
  ["win32", { HOME: "/home/a" }, undefined],
])("on %s with %j it is %s", (platform, environment, folder) => {
  expect(compileCacheFolder(environment, platform)).toBe(folder);
});
