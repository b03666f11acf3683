import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findRoot } from "./find-root.ts";

let folder = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "find-root-")));
});

afterEach(() => rmSync(folder, { recursive: true }));

function made(...parts: readonly string[]): string {
  const path = join(folder, ...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

it("finds the nearest folder with documents, from itself and from below", () => {
  made("project", "QMS", "CR");
  const deep = made("project", ".claude", "users", "qa", "workspace");
  expect(findRoot(deep)).toBe(join(folder, "project"));
  expect(findRoot(join(folder, "project"))).toBe(join(folder, "project"));
  expect(findRoot(join(folder, "project", "QMS", "CR"))).toBe(join(folder, "project"));
});

it("prefers a configuration file further up to documents nearby", () => {
  made("outer", "inner", "QMS");
  writeFileSync(join(folder, "outer", "qms.config.json"), "{}");
  expect(findRoot(join(folder, "outer", "inner"))).toBe(join(folder, "outer"));
});

it("takes only a file for the configuration, and only a folder for the documents", () => {
  made("outer", "QMS");
  const inner = made("outer", "inner");
  made("outer", "inner", "qms.config.json");
  writeFileSync(join(inner, "QMS"), "");
  expect(findRoot(inner)).toBe(join(folder, "outer"));
});

it("minds how the folder is spelled", () => {
  made("outer", "QMS");
  const inner = made("outer", "inner");
  made("outer", "inner", "qms");
  expect(findRoot(inner)).toBe(join(folder, "outer"));
});

it("finds nothing where there is none", () => {
  expect(findRoot(made("alone"))).toBeUndefined();
});
