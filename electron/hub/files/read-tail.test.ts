import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readTail } from "./read-tail.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "tail-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

it("reads the end of a file, the whole of a short one, and nothing where there is none", async () => {
  const file = join(folder(), "log");
  expect(await readTail(file, 5)).toBe("");
  writeFileSync(file, "one two three");
  expect(await readTail(file, 5)).toBe("three");
  expect(await readTail(file, 100)).toBe("one two three");
});

it.skipIf(process.platform === "win32")("follows no link, and waits for no pipe", async () => {
  const parent = folder();
  writeFileSync(join(parent, "secret"), "secret");
  symlinkSync(join(parent, "secret"), join(parent, "link"));
  execFileSync("mkfifo", [join(parent, "pipe")]);
  expect(await readTail(join(parent, "link"), 100)).toBe("");
  expect(await readTail(join(parent, "pipe"), 100)).toBe("");
});
