import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readPlacement, writePlacement } from "./window-placement-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placement-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("reads back where the window stood", () => {
  const placement = {
    version: 1,
    bounds: { x: 1, y: 2, width: 800, height: 600 },
    isMaximized: true,
  } as const;
  const file = join(folder, "deeper", "window.json");
  writePlacement(file, placement);
  expect(readPlacement(file)).toEqual(placement);
});

it("knows nothing where the file is missing, torn or of another time", () => {
  const file = join(folder, "window.json");
  expect(readPlacement(file)).toBeUndefined();
  for (const text of ["", '{"version":1,"bou', '{"version":2}', '{"version":1,"bounds":{"x":"1"}}', "null"]) {
    writeFileSync(file, text);
    expect(readPlacement(file)).toBeUndefined();
  }
});
