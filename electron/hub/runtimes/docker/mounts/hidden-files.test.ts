import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { environmentFiles } from "./hidden-files.ts";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "quorum-hidden-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), "");
  }
}

it("finds files of the environment wherever they lie, but for examples and what is not a person's", async () => {
  write(
    ".env",
    "a/b/.env.local",
    "a/.ENV",
    "a/.envrc",
    "a/.env.example",
    "a/.env.sample",
    "a/environment",
    "a/x.env",
  );
  write("node_modules/p/.env", ".git/.env", ".claude/users/qa/workspace/.env", "a/node_modules/.env");
  expect(await environmentFiles(root)).toEqual([".env", "a/.ENV", "a/.envrc", "a/b/.env.local"].toSorted());
});

it("finds what a link leads to in the project, and nothing of what lies elsewhere", async () => {
  write("kept/real.txt");
  symlinkSync(join("kept", "real.txt"), join(root, ".env"));
  symlinkSync("/etc/passwd", join(root, ".env.other"));
  symlinkSync("nowhere", join(root, ".env.gone"));
  symlinkSync(".", join(root, "around"));
  mkdirSync(join(root, ".env.d"));
  expect(await environmentFiles(root)).toEqual(["kept/real.txt"]);
});
