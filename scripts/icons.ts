import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium, type Browser } from "@playwright/test";
import { findChromium } from "../e2e/hosts/find-chromium.ts";
import { toIcns, toIco, type SizedImage } from "./icons/icon-files.ts";

// `node scripts/icons.ts`: draws assets/icons/icon.svg in the sizes and formats that the systems want.
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const LARGEST_IN_ICO = 256;

const folder = resolve(import.meta.dirname, "../assets/icons");
const svg = await readFile(join(folder, "icon.svg"), "utf8");
const browser = await chromium.launch({ ...findChromium(), args: ["--disable-gpu"] });
const images: SizedImage[] = [];
for (const size of SIZES) images.push({ size, png: await draw(browser, size) });
await browser.close();

for (const { size, png } of images) await writeFile(join(folder, "png", `${size}x${size}.png`), png);
await writeFile(join(folder, "icon.ico"), toIco(images.filter(({ size }) => size <= LARGEST_IN_ICO)));
await writeFile(join(folder, "icon.icns"), toIcns(images));

async function draw(from: Browser, size: number): Promise<Buffer> {
  const page = await from.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}
