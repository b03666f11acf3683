import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

let root = "";

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fingerprint-"));
  await write("page/tsconfig.json", '{ "references": [{ "path": "../shared" }] }');
  await write("page/main.ts", "1");
  await write("shared/tsconfig.json", "{}");
  await write("shared/thing.ts", "1");
  await write("other/tsconfig.json", "{}");
  await write("other/thing.ts", "1");
  for (const file of ["package.json", "package-lock.json", "tsconfig.base.json", "electron.vite.config.ts"]) {
    await write(file, "{}");
  }
  await write("scripts/build.ts", "1");
  await cp(import.meta.dirname, join(root, "scripts/build"), { recursive: true });
});

afterEach(() => rm(root, { recursive: true }));

it.each(["page/main.ts", "page/new.css", "shared/thing.ts", "package-lock.json", "scripts/build/bundle.ts"])(
  "changes with %s",
  async (file) => {
    const before = await fingerprint(root, "page");
    await write(file, "2");
    expect(await fingerprint(root, "page")).not.toBe(before);
  },
);

it.each(["page/main.test.ts", "other/thing.ts", "out/page/main.js"])(
  "stays as it is with %s",
  async (file) => {
    const before = await fingerprint(root, "page");
    await write(file, "2");
    expect(await fingerprint(root, "page")).toBe(before);
  },
);
