import type { BrowserContext, Page } from "@playwright/test";
import { InboxFiles } from "../fixtures/inbox-files.ts";
import { makeProject, type AgentProgram } from "../fixtures/project.ts";
import { expect, test as base, type QuorumOptions } from "../fixtures/test.ts";
import { browserToasts, desktopToasts, type Toasts } from "../fixtures/toasts.ts";
import type { Workspace } from "../fixtures/workspace.ts";
import type { DesktopProgram } from "../hosts/desktop-program.ts";
import type { QuorumProgram, StartRequest } from "../hosts/quorum-program.ts";
import { NewsSheet } from "../pages/news-sheet.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

const NEWS = process.platform === "darwin" ? "Meta+Shift+L" : "Control+Shift+L";

interface Told {
  readonly window: QuorumWindow;
  readonly news: NewsSheet;
  readonly toasts: Toasts;
}

interface Opened extends Told {
  readonly files: InboxFiles;
  readonly project: string;
}

interface Parts {
  readonly quorum: QuorumProgram;
  readonly desktop: DesktopProgram;
  readonly context: BrowserContext;
  readonly workspace: Workspace;
  readonly program: QuorumOptions["program"];
}

interface Ways {
  readonly openSample: () => Promise<Told>;
  readonly open: (claude?: AgentProgram) => Promise<Opened>;
}

const test = base.extend<Ways>({
  openSample: async ({ quorum, desktop, context, workspace, program }, use) => {
    await use(() => openWindow({ quorum, desktop, context, workspace, program }, { sample: true }));
  },
  open: async ({ quorum, desktop, context, workspace, program }, use) => {
    await use((claude) => openProject({ quorum, desktop, context, workspace, program }, claude));
  },
});

/** A window whose toasts are kept. */
async function openWindow(
  { quorum, desktop, context, program }: Parts,
  request: StartRequest,
): Promise<Told> {
  const opened = Promise.withResolvers<Page>();
  const inBrowser = program === "server" ? await browserToasts(context, opened.promise) : undefined;
  const page = await quorum.start(request);
  opened.resolve(page);
  const toasts = inBrowser ?? (await desktopToasts(desktop));
  return { window: new QuorumWindow(page), news: new NewsSheet(page), toasts };
}

/** A project with two agents, and its window, whose toasts are kept. */
async function openProject(
  parts: Parts,
  claude: AgentProgram = { script: "process.stdin.resume()" },
): Promise<Opened> {
  const { workspace } = parts;
  const project = await makeProject(workspace, { claude, qa: { script: "process.stdin.resume()" } });
  const files = new InboxFiles(project);
  await files.define("claude");
  await files.define("qa");
  const told = await openWindow(parts, { project });
  await expect(told.window.badge("claude")).toHaveAccessibleName("Inbox of claude: empty");
  return { ...told, files, project };
}

/** The person turns to another program; every page of a test believes that it is the one they use. */
async function lookAway(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
}

test("tells of a message for claude, and brings claude up when the toast is clicked", async ({ open }) => {
  const { window, news, toasts, files } = await open();
  await lookAway(window.page);
  await files.message("claude", { from: "qa", subject: "Is it ready?" });
  await expect
    .poll(() => toasts.all())
    .toEqual([{ title: "Message for claude from qa", body: "Is it ready?" }]);
  await toasts.clickLast();
  await expect(window.tab("claude")).toHaveAttribute("aria-selected", "true");

  await news.bell.click();
  await expect(news.entries).toHaveCount(1);
  await expect(news.entries).toContainText("Is it ready?");
  await expect(news.entries).toContainText("Toast shown");
});

test("makes one toast of a burst, and none of items of other agents", async ({ open }) => {
  const { window, news, toasts, files } = await open();
  await lookAway(window.page);
  await files.message("qa", { from: "claude", subject: "Not for the person" });
  await files.message("claude", { from: "qa", subject: "One" });
  await files.message("claude", { from: "qa", subject: "Two", second: 1 });
  await files.task("claude", "CR-001");
  await expect.poll(() => toasts.all()).toHaveLength(1);
  const [toast] = await toasts.all();
  expect(toast?.title).toBe("3 items for claude");
  expect(toast?.body).toContain("Message for claude from qa: One");
  await news.bell.click();
  await expect(news.entries).toHaveText([/Task for claude/, /Two/, /One/]);
});

test("is silent about what is on screen, and says so in the history", async ({ open }) => {
  const { window, news, toasts, files } = await open();
  await window.act("Start", "claude");
  await expect(window.tab("claude")).toHaveAttribute("aria-selected", "true");
  await expect(window.agent("claude")).toHaveAttribute("data-state", "running");
  await files.message("claude", { from: "qa", subject: "You see me" });
  await news.bell.click();
  await expect(news.entries).toContainText("No toast. Its terminal was on screen.");
  expect(await toasts.all()).toEqual([]);
});

test("is silent in quiet mode, which is switched by keyboard in the history", async ({ open }) => {
  const { window, news, toasts, files } = await open();
  const { keyboard } = window.page;
  await keyboard.press(NEWS);
  await expect(news.sheet).toBeFocused();
  await expect(news.sheet).toContainText("Nothing yet.");
  await news.quiet("Off").focus();
  await keyboard.press("ArrowRight");
  await expect(news.quiet("1 hour")).toBeChecked();
  await expect(news.bell).toHaveAccessibleName(/^Notifications\. Quiet until /);
  await files.message("claude", { from: "qa", subject: "Shh" });
  await expect(news.entries).toContainText("No toast. Quiet mode was on.");

  await news.quiet("On").press("Space");
  await expect(news.bell).toHaveAccessibleName("Notifications. Quiet until you switch it off");
  await keyboard.press("Escape");
  await expect(news.sheet).toHaveCount(0);
  await news.bell.press("Enter");
  await expect(news.entries.first()).toBeFocused();
  await news.quiet("Off").press("Space");
  await lookAway(window.page);
  await files.message("claude", { from: "qa", subject: "Loud", second: 1 });
  await expect.poll(() => toasts.all()).toMatchObject([{ body: "Loud" }]);

  await expect(news.entries).toHaveText([/Loud/, /Shh/]);
  await news.entries.last().focus();
  await keyboard.press("Home");
  await expect(news.entries.first()).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(news.entries.last()).toBeFocused();
  await keyboard.press("Enter");
  await expect(news.sheet).toHaveCount(0);
  await expect(window.tab("claude")).toHaveAttribute("aria-selected", "true");
});

test("says which toasts are off, as the settings have it", async ({ open }) => {
  const { window, news, toasts, files } = await open();
  await window.page.getByRole("button", { name: "Settings" }).click();
  const settings = window.page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("checkbox", { name: "Messages" }).uncheck();
  await settings.getByRole("checkbox", { name: "qa" }).check();
  await window.page.keyboard.press("Escape");
  await lookAway(window.page);
  await files.message("claude", { from: "qa", subject: "A message" });
  await files.task("qa", "CR-001");
  await expect.poll(() => toasts.all()).toMatchObject([{ title: "Task for qa from claude" }]);
  await news.bell.click();
  await expect(news.entries.filter({ hasText: "A message" })).toContainText("Toasts for messages are off.");
});

test("tells that an agent waits, and counts it for as long as it does", async ({ openSample }) => {
  const { window, news, toasts } = await openSample();
  const terminal = await window.startScripted("qa");
  await lookAway(window.page);
  await terminal.enter("permit git push --force");
  await expect(window.page).toHaveTitle(/^\(1\) /);
  await expect.poll(() => toasts.all()).toMatchObject([{ title: "qa asks for permission" }]);
  await news.bell.click();
  await expect(news.entries).toContainText("git push --force");
  await window.page.keyboard.press("Escape");
  await terminal.focus();
  await window.page.keyboard.press("Enter");
  await expect(window.page).toHaveTitle(/^[^(]/);
  await news.bell.click();
  await expect(news.entries).toHaveCount(1);
});

test("shows how many wait for the person, and keeps the history over a restart", async ({
  open,
  quorum,
  desktop,
  program,
}) => {
  const { window, news, toasts, project } = await open({ command: "there-is-no-such-program" });
  await expect(window.page).toHaveTitle("project - Quorum");
  await lookAway(window.page);
  await window.act("Start", "claude");
  await expect.poll(() => toasts.all()).toMatchObject([{ title: "claude has failed" }]);
  await expect(window.page).toHaveTitle("(1) project - Quorum");
  if (program !== "server" && process.platform !== "win32") {
    await expect.poll(() => desktop.app.evaluate(({ app }) => app.getBadgeCount(), undefined)).toBe(1);
  }
  await news.bell.click();
  await expect(news.entries).toContainText("Toast shown");

  await quorum.end();
  const again = new NewsSheet(await quorum.start({ project }));
  await again.bell.click();
  await expect(again.entries.filter({ hasText: "claude has failed" })).toContainText("Toast shown");
});

test(
  "asks for the browser's permission only when the person presses for it",
  { tag: "@server" },
  async ({ quorum, workspace, context }) => {
    const project = await makeProject(workspace, { claude: { script: "process.stdin.resume()" } });
    await context.addInitScript(() => {
      const asked: string[] = [];
      const Asked = {
        permission: "default",
        requestPermission: (): Promise<string> => {
          asked.push("asked");
          Asked.permission = "denied";
          return Promise.resolve("denied");
        },
      };
      Object.assign(globalThis, { Notification: Asked, askedToasts: asked });
    });
    const page = await quorum.start({ project });
    const news = new NewsSheet(page);
    const asked = () => page.evaluate(() => Reflect.get(globalThis, "askedToasts") as string[]);
    const window = new QuorumWindow(page);
    await expect(window.badge("claude")).toHaveAccessibleName("Inbox of claude: empty");
    await new InboxFiles(project).message("claude", { from: "qa", subject: "Early" });
    await news.bell.click();
    await expect(news.entries).toContainText("No toast. The browser was not asked to allow notifications.");
    expect(await asked()).toEqual([]);
    await news.allow.click();
    await expect(news.sheet).toContainText("The browser does not allow notifications for this address.");
    await expect(news.allow).toHaveCount(0);
    expect(await asked()).toEqual(["asked"]);
  },
);
