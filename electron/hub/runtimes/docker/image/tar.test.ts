import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { tarOf } from "./tar.ts";

it("packs files that any tar unpacks", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tar-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const large = Buffer.alloc(70_000, "x");
  const files = [
    { path: "run.sh", content: Buffer.from("#!/bin/sh\n"), isExecutable: true },
    { path: "deep/er/large", content: large, isExecutable: false },
    { path: "deep/full", content: Buffer.alloc(512, "y"), isExecutable: false },
    { path: "empty", content: Buffer.alloc(0), isExecutable: false },
  ];
  await writeFile(join(folder, "all.tar"), tarOf(files));
  await promisify(execFile)("tar", ["-xf", "all.tar"], { cwd: folder });

  expect((await readdir(folder)).toSorted()).toEqual(["all.tar", "deep", "empty", "run.sh"]);
  expect(await readFile(join(folder, "deep/er/large"))).toEqual(large);
  expect((await stat(join(folder, "deep/full"))).size).toBe(512);
  expect((await stat(join(folder, "empty"))).size).toBe(0);
  const { mode } = await stat(join(folder, "run.sh"));
  if (process.platform !== "win32") expect(mode & 0o777).toBe(0o755);
});

it("refuses a name that its header has no room for", () => {
  const file = { path: "x".repeat(101), content: Buffer.alloc(0), isExecutable: false };
  expect(() => tarOf([file])).toThrow("too long");
});
