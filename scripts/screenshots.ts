import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { findChromium } from "../e2e/hosts/find-chromium.ts";

// `npm run pictures [-- FOLDER]`: takes the README's pictures of the built window, with the sample project at work.
const SIZE = { width: 1440, height: 900 };
/** As small as the window is to be of use. */
const SMALL = { width: 900, height: 600 };
const WORK = [
  ["claude", "qms history CR-001", "CLOSED"],
  ["tu_ui", "run 1", "steps done."],
  ["qa", "qms status INV-001-VAR-001", "Pending Approvers: qa"],
  ["qa", "qms comments INV-001-VAR-001", "RECOMMEND"],
  ["qa", "ask Shall I approve INV-001-VAR-001 as it stands?", "Yes or no?"],
] as const;

/** The places that a tour leads through, each with what is seen in it when it is whole. */
const PLACES = [
  ["Dashboard", "dashboard", "In execution"],
  ["Documents", "documents", "CR-002"],
  ["Inboxes", "inboxes", "claude"],
  ["Activity", "activity", "Activity"],
  ["Who waits for whom", "waits", "Who waits for whom"],
] as const;

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

const dark = await openWindow(browser, "dark");
await dark.getByRole("button", { name: "Show me around" }).click();
await dark.getByRole("dialog", { name: "Tour" }).getByRole("button", { name: "Next" }).click();
await dark.getByRole("heading", { name: "Your agents" }).waitFor();
await picture(dark, "tour-dark");
await dark.keyboard.press("Escape");
for (const agent of new Set(WORK.map(([name]) => name))) {
  await open(dark, agent);
  await dark
    .getByRole("button", { name: `Start ${agent}`, exact: true })
    .first()
    .click();
  await told(dark);
}
for (const [agent, line, result] of WORK) {
  await open(dark, agent);
  await shows(dark, `${agent} ❯`);
  await dark.keyboard.type(line);
  await dark.keyboard.press("Enter");
  await shows(dark, result);
}
await picture(dark, "dark");
await dark.getByRole("button", { name: /^Notifications/ }).click();
await dark.getByRole("dialog", { name: "Notifications" }).waitFor();
await picture(dark, "notifications-dark");
await dark.keyboard.press("Escape");
const light = await openWindow(browser, "light");
await open(light, "qa");
await shows(light, "Yes or no?");
await picture(light, "light");

await open(dark, "claude");
await dark.keyboard.type("permit git push --force origin main");
await dark.keyboard.press("Enter");
await shows(dark, "2. No");
for (const scheme of ["dark", "light"] as const) {
  for (const [name, size] of [
    ["waiting", SIZE],
    ["waiting-small", SMALL],
  ] as const) {
    const page = await openWindow(browser, scheme, size);
    await open(page, "claude");
    await shows(page, "2. No");
    await page.keyboard.press("ControlOrMeta+Shift+A");
    await page.getByRole("button", { name: "Allow claude" }).last().click({ trial: true });
    await picture(page, `${name}-${scheme}`);
    await page.close();
  }
}

await dark.keyboard.press("ControlOrMeta+k");
await dark.getByRole("combobox").fill("cr");
await picture(dark, "palette-dark");
await dark.keyboard.press("Escape");
for (const [page, scheme] of [
  [dark, "dark"],
  [light, "light"],
] as const) {
  for (const [title, name, seen] of PLACES) {
    await page.getByRole("navigation", { name: "Places" }).getByRole("button", { name: title }).click();
    await page.locator(`[data-view="${title}"]`).getByText(seen).first().waitFor();
    await picture(page, `${name}-${scheme}`);
  }
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("CR-004");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "CR-004" }).waitFor();
  await page.locator("main").getByRole("heading").nth(1).waitFor();
  await picture(page, `document-${scheme}`);
}

for (const agent of new Set(WORK.map(([name]) => name))) {
  await light
    .getByRole("button", { name: `Stop ${agent}`, exact: true })
    .first()
    .click();
  await light.locator(`li[data-agent="${agent}"][data-state="stopped"]`).waitFor();
}
await browser.close();
const ended = once(server, "exit");
server.kill();
await ended;
await rm(folder, { recursive: true });

async function openWindow(
  from: Browser,
  colorScheme: "dark" | "light",
  viewport: { readonly width: number; readonly height: number } = SIZE,
): Promise<Page> {
  const context = await from.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function open(page: Page, agent: string): Promise<void> {
  await page.locator(`li[data-agent="${agent}"] [data-agent-row]`).click();
}

/** Waits until the agent that is shown has been told what lay in its inbox, and has looked. */
async function told(page: Page): Promise<void> {
  await page.locator('[data-known="true"]', { hasText: /^Idle/ }).waitFor();
}

/** Waits until the terminal shows a text; its rows are parted by line ends. */
async function shows(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const rows = [...document.querySelectorAll(".xterm-rows > div")];
    const screen = rows.map((row) => (row.textContent ?? "").replaceAll("\u00a0", " ").trimEnd()).join("\n");
    return screen.includes(wanted);
  }, text);
}

function picture(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({
    path: join(pictures, `window-${name}.png`),
    // What fades in is shown as it will stay.
    animations: "disabled",
  });
}
