import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hiddenPaths } from "../project-files.ts";
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
  expect(await environmentFiles(root)).toEqual({
    files: [".env", "a/.ENV", "a/.envrc", "a/b/.env.local"].toSorted(),
  });
});

it("looks into what a build makes and into environments of Python, where such files are copied to", async () => {
  write("dist/.env", "app/target/.env", ".venv/.env");
  expect((await environmentFiles(root)).files).toEqual([".venv/.env", "app/target/.env", "dist/.env"]);
});

it("says where it has not looked, in a project with too many folders", async () => {
  for (let index = 10; index < 80; index += 1) write(`many/${index}/file`);
  write(".env", "many/79/.env");
  expect(await environmentFiles(root, 34)).toEqual({
    files: [".env"],
    cutAt: expect.stringMatching(/^many\/\d\d$/),
  });
});

it("finds what a link leads to in the project, and nothing of what lies elsewhere", async () => {
  write("kept/real.txt");
  symlinkSync(join("kept", "real.txt"), join(root, ".env"));
  symlinkSync("/etc/passwd", join(root, ".env.other"));
  symlinkSync("nowhere", join(root, ".env.gone"));
  symlinkSync(".", join(root, "around"));
  mkdirSync(join(root, ".env.d"));
  expect(await environmentFiles(root)).toEqual({ files: ["kept/real.txt"] });
});

it("hides what a hidden link leads to, and nothing of what lies elsewhere", async () => {
  write("config/keys.json", "vault/key.pem", "plain.txt");
  symlinkSync("config/keys.json", join(root, "keys.json"));
  symlinkSync("vault", join(root, "secrets"));
  symlinkSync("/etc/passwd", join(root, "users"));
  symlinkSync(".", join(root, "around"));
  expect(
    await hiddenPaths(root, [
      "keys.json",
      "secrets",
      "secrets/key.pem",
      "users",
      "around",
      "gone",
      "plain.txt",
    ]),
  ).toEqual([
    { path: "config/keys.json", kind: "file" },
    { path: "vault", kind: "folder" },
    { path: "vault/key.pem", kind: "file" },
    { path: "plain.txt", kind: "file" },
  ]);
});
