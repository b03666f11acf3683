import { delimiter } from "node:path";
import { expect, it } from "vitest";
import { withFolderFirst } from "./path-variable.ts";

it("puts the folder before what is inherited", () => {
  expect(withFolderFirst("/bin", { A: "1" }, { PATH: "/usr" }, false)).toEqual({
    A: "1",
    PATH: `/bin${delimiter}/usr`,
  });
});

it("puts it before a path that the agent has of its own", () => {
  expect(withFolderFirst("/bin", { PATH: "/own" }, { PATH: "/usr" }, false)).toEqual({
    PATH: `/bin${delimiter}/own`,
  });
});

it("is all there is where there was no path", () => {
  expect(withFolderFirst("/bin", {}, {}, false)).toEqual({ PATH: "/bin" });
});

it("finds the path by whatever name Windows has for it", () => {
  expect(withFolderFirst("C:\\b", {}, { Path: "C:\\w" }, true)).toEqual({ PATH: `C:\\b${delimiter}C:\\w` });
  expect(withFolderFirst("C:\\b", { path: "C:\\own" }, { Path: "C:\\w" }, true)).toEqual({
    path: `C:\\b${delimiter}C:\\own`,
  });
});
