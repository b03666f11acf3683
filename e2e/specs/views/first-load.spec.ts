import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";

const PAGE = resolve(import.meta.dirname, "../../../out/renderer");
const MOST_BYTES = 350_000;

test("what is loaded first is little, and few files: what asks the hub, the window, and what binds them", async () => {
  const page = await readFile(join(PAGE, "index.html"), "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map(
    ([, path = ""]) => path,
  );
  expect(scripts).toHaveLength(3);
  const texts = await Promise.all(scripts.map((path) => readFile(join(PAGE, path))));
  const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(MOST_BYTES);
  // A terminal is not what is seen first, and what shows it is large.
  for (const text of texts) expect(text.includes("15-graphemes")).toBe(false);
});
