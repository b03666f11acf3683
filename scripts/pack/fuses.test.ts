import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FUSE_SENTINEL, wrongFuses } from "./fuses.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuses-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function binaryWith(text: string): Promise<string> {
  const file = join(folder, "electron");
  await writeFile(file, `machine code ${text} more of it`);
  return file;
}

it("finds nothing wrong where each fuse stands as it must", async () => {
  expect(await wrongFuses(await binaryWith(`${FUSE_SENTINEL}\u0001\u000801001100`))).toEqual([]);
});

it("names each fuse that stands otherwise, also one that this Electron does not have", async () => {
  expect(await wrongFuses(await binaryWith(`${FUSE_SENTINEL}\u0001\u000811001r00`))).toEqual([
    "the fuse runAsNode is not off",
    "the fuse onlyLoadAppFromAsar is not on",
  ]);
});

it("does not take a binary without fuses for a good one", async () => {
  expect(await wrongFuses(await binaryWith(""))).toEqual(["the binary carries no fuses"]);
});
