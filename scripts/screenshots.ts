import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { findChromium } from "../e2e/hosts/find-chromium.ts";
import { writePicture } from "./screenshots/write-picture.ts";

// `npm run pictures [-- FOLDER]`: takes the README's pictures of the built window, with the sample project at work.
const SIZE = { width: 1280, height: 800 };
const WORK = [
  ["tu_ui", "run 1", "steps done."],
  ["qa", "qms status INV-001-VAR-001", "Pending Approvers: qa"],
  ["qa", "ask Shall I approve INV-001-VAR-001 as it stands?", "Yes or no?"],
  ["claude", "qms history CR-004", "CR-004"],
  ["claude", "permit git push --force origin main", "2. No"],
] as const;
const TEAM = [...new Set(WORK.map(([agent]) => agent))];

const root = resolve(import.meta.dirname, "..");
const pictures = resolve(process.argv[2] ?? join(root, "assets", "screenshots"));
const folder = await mkdtemp(join(tmpdir(), "quorum-screenshots-"));
const server = spawn(process.execPath, [join(root, "out/server/server.js"), "--sample"], {
  env: {
    ...process.env,
    HOME: folder,
    USERPROFILE: folder,
    QUORUM_USER_FOLDER: join(folder, "user"),
    // Whatever engine the machine has, the pictures are the same.
    DOCKER_HOST: `unix://${join(folder, "docker.sock")}`,
  },
  stdio: ["ignore", "pipe", "inherit"],
});
let printed = "";
while (!printed.includes("\n")) printed += String((await once(server.stdout, "data"))[0]);
const url = /http\S+/.exec(printed)?.[0] ?? "";
const browser = await chromium.launch({ ...findChromium(), args: ["--disable-gpu"] });
await mkdir(pictures, { recursive: true });

const first = await openWindow(browser, "dark");
await first.getByRole("button", { name: "No, thanks" }).click();
for (const agent of TEAM) {
  await openTerminal(first, agent);
  await first
    .getByRole("button", { name: `Start ${agent}`, exact: true })
    .first()
    .click();
  // It has been told what lay in its inbox, and has looked.
  await first.locator('[data-known="true"]', { hasText: /^Idle/ }).waitFor();
}
for (const [agent, line, result] of WORK) {
  await openTerminal(first, agent);
  await shows(first, `${agent} ❯`);
  await first.keyboard.type(line);
  await first.keyboard.press("Enter");
  await shows(first, result);
}
await first.close();
for (const scheme of ["dark", "light"] as const) await tour(scheme);

const last = await openWindow(browser, "light");
for (const agent of TEAM) {
  await last
    .getByRole("button", { name: `Stop ${agent}`, exact: true })
    .first()
    .click();
  await last.locator(`li[data-agent="${agent}"][data-state="stopped"]`).waitFor();
}
await browser.close();
const ended = once(server, "exit");
server.kill();
await ended;
await rm(folder, { recursive: true });

/** Goes through the places that the README tells of, in its order. */
async function tour(scheme: "dark" | "light"): Promise<void> {
  const page = await openWindow(browser, scheme);
  const take = async (name: string): Promise<void> => {
    // What the pointer rests on is shown otherwise.
    await page.mouse.move(0, 0);
    await writePicture(page, join(pictures, `${name}-${scheme}.webp`));
  };
  await page.locator('[data-document="CR-003"]').first().waitFor();
  const offer = page.getByRole("button", { name: "No, thanks" });
  if (await offer.isVisible()) await offer.click();
  await page.getByRole("button", { name: "Allow claude" }).last().waitFor();
  await page.getByText("events in 30 days").waitFor();
  await take("dashboard");

  await openTerminal(page, "claude");
  await shows(page, "2. No");
  await page.getByRole("button", { name: "Allow claude" }).first().click({ trial: true });
  await take("terminal");

  await openPlace(page, "All agents");
  // A screen that was drawn says what its last line is.
  for (const agent of TEAM) await page.locator(`canvas[aria-label^="Screen of ${agent}:"]`).waitFor();
  await take("agents");

  await openPlace(page, "Who waits for whom");
  await page.getByText("The longest line").waitFor();
  await take("waits");

  await openPlace(page, "Documents");
  await page.locator('[data-document="CR-002"]').first().waitFor();
  await take("documents");
  await page.locator('[data-document="CR-002"]').first().click();
  await page.getByRole("article").getByText("highWatersOf").first().waitFor();
  await take("document");

  await openPlace(page, "Inboxes");
  await page.locator('[data-owner="tu_ui"]').click();
  await page.getByRole("option").filter({ hasText: "CR-003" }).click();
  await page.getByRole("region", { name: /^Text of/ }).waitFor();
  await page.keyboard.press("Control+m");
  await page.getByRole("combobox", { name: "To" }).fill("tu_ui");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("Re: CR-003: an option or a file?");
  await page
    .getByRole("textbox", { name: "Message" })
    .fill("An **option**, please: CR-002 brings options anyway.");
  await take("inboxes");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.keyboard.press("Control+m");

  await openPlace(page, "Activity");
  await page.getByRole("option").nth(5).waitFor();
  await take("activity");
  await page.context().close();
}

async function openWindow(from: Browser, colorScheme: "dark" | "light"): Promise<Page> {
  const context = await from.newContext({ viewport: SIZE, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function openTerminal(page: Page, agent: string): Promise<void> {
  await page.locator(`li[data-agent="${agent}"] [data-agent-row]`).click();
}

async function openPlace(page: Page, title: string): Promise<void> {
  await page.getByRole("navigation", { name: "Places" }).getByRole("button", { name: title }).click();
}

/** Waits until the terminal shows a text; its rows are parted by line ends. */
async function shows(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const rows = [...document.querySelectorAll(".xterm-rows > div")];
    const screen = rows.map((row) => (row.textContent ?? "").replaceAll("\u00a0", " ").trimEnd()).join("\n");
    return screen.includes(wanted);
  }, text);
}
