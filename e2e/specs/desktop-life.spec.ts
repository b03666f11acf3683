import type { DesktopApp } from "../hosts/desktop-app.ts";
import { makeProject } from "../fixtures/project.ts";
import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

interface Answer {
  readonly response: number;
  readonly checkboxChecked: boolean;
}

/** Answers every message box from now on, and keeps what they said. */
async function answerBoxes(app: DesktopApp, answer: Answer): Promise<void> {
  await app.evaluate(({ app: electronApp, dialog }, given) => {
    Object.assign(electronApp, { boxes: [] });
    dialog.showMessageBox = (...values: unknown[]) => {
      const { message, detail } = values.at(-1) as { message: string; detail?: string };
      (Reflect.get(electronApp, "boxes") as string[]).push(`${message} ${detail ?? ""}`);
      return Promise.resolve(given);
    };
  }, answer);
}

function boxes(app: DesktopApp): Promise<readonly string[]> {
  return app.evaluate(({ app: electronApp }) => Reflect.get(electronApp, "boxes") as string[], undefined);
}

/** Quits from the menu. An app that has nothing to ask may be gone before it could answer. */
async function quit(app: DesktopApp): Promise<void> {
  const clicked = app.evaluate(
    ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById("quit")?.click(),
    undefined,
  );
  await clicked.catch(() => app.exited);
}

test.describe("the desktop app's life", { tag: "@desktop" }, () => {
  test("asks what becomes of running agents, and stays when the person thinks better of it", async ({
    quorum,
    desktop,
  }) => {
    const window = new QuorumWindow(await quorum.start({ sample: true }));
    const terminal = await window.startScripted("qa");
    const { app } = desktop;
    await answerBoxes(app, { response: 2, checkboxChecked: true });
    await quit(app);
    await expect.poll(() => boxes(app)).toHaveLength(1);
    await terminal.enter("say still open");
    await terminal.shows("say still open\nstill open");
  });

  test("keeps agents running without asking again once that was remembered", async ({ quorum, desktop }) => {
    const first = new QuorumWindow(await quorum.start({ sample: true }));
    await first.startScripted("qa");
    const { app } = desktop;
    await answerBoxes(app, { response: 0, checkboxChecked: true });
    await quit(app);
    expect(await app.exited).toBe(0);

    const second = new QuorumWindow(await quorum.openWindow({ sample: true }));
    await expect(second.agent("qa")).toHaveAttribute("data-state", "running");
    const again = desktop.app;
    await answerBoxes(again, { response: 2, checkboxChecked: false });
    await quit(again);
    expect(await again.exited).toBe(0);

    const third = new QuorumWindow(await quorum.openWindow({ sample: true }));
    await expect(third.agent("qa")).toHaveAttribute("data-state", "running");
  });

  test("stops the agents when that is chosen", async ({ quorum, desktop }) => {
    const first = new QuorumWindow(await quorum.start({ sample: true }));
    await first.startScripted("qa");
    const { app } = desktop;
    await answerBoxes(app, { response: 1, checkboxChecked: false });
    await quit(app);
    expect(await app.exited).toBe(0);

    const second = new QuorumWindow(await quorum.openWindow({ sample: true }));
    await expect(second.agent("qa")).toHaveAttribute("data-state", "stopped");
  });

  test("asks nothing while no agent runs", async ({ quorum, desktop }) => {
    const window = new QuorumWindow(await quorum.start({ sample: true }));
    await expect(window.agents.getByRole("listitem")).toHaveCount(3);
    const { app } = desktop;
    await answerBoxes(app, { response: 2, checkboxChecked: false });
    await quit(app);
    expect(await app.exited).toBe(0);
  });

  test("joins the hub of a server that has the project open, and leaves its agents to it", async ({
    quorum,
    server,
    desktop,
    workspace,
  }) => {
    const project = await makeProject(workspace, {
      shared: { script: `console.log("here"); setInterval(() => 0, 1000)` },
    });
    await server.serve({ project });
    const first = new QuorumWindow(await quorum.start({ project }));
    await first.act("Start", "shared");
    await first.terminal("shared").shows("here");
    const { app } = desktop;
    await answerBoxes(app, { response: 2, checkboxChecked: false });
    await quit(app);
    expect(await app.exited).toBe(0);

    const inBrowser = new QuorumWindow(await server.openWindow());
    await expect(inBrowser.agent("shared")).toHaveAttribute("data-state", "running");
  });

  test("opens what a second launch asks for in the first one's window", async ({
    quorum,
    desktop,
    workspace,
  }) => {
    const project = await makeProject(workspace, { other: { script: "" } });
    const window = new QuorumWindow(await quorum.start());
    await expect(window.projectPath).toBeVisible();
    expect(await desktop.startBeside({ project })).toBe(0);
    await expect(window.agent("other")).toBeVisible();
  });

  test("says why it does not open the project of a second launch", async ({ quorum, desktop, workspace }) => {
    const window = new QuorumWindow(await quorum.start());
    await expect(window.projectPath).toBeVisible();
    await answerBoxes(desktop.app, { response: 0, checkboxChecked: false });
    expect(await desktop.startBeside({ project: workspace.projectFolder("nowhere") })).toBe(0);
    await expect.poll(async () => (await boxes(desktop.app)).join()).toContain("nowhere");
  });

  test("opens a project from the menu, by the system's dialog", async ({ quorum, desktop, workspace }) => {
    const project = await makeProject(workspace, { chosen: { script: "" } });
    const window = new QuorumWindow(await quorum.start());
    await expect(window.projectPath).toBeVisible();
    await desktop.app.evaluate(({ dialog, Menu }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
      Menu.getApplicationMenu()?.getMenuItemById("open-project")?.click();
    }, project);
    await expect(window.agent("chosen")).toBeVisible();
  });

  test("fills in the folder that was chosen in the system's dialog", async ({
    quorum,
    desktop,
    workspace,
  }) => {
    const project = await makeProject(workspace, { chosen: { script: "" } });
    const window = new QuorumWindow(await quorum.start());
    await expect(window.projectPath).toBeVisible();
    await desktop.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, project);
    await window.page.getByRole("button", { name: "Browse…" }).first().click();
    await expect(window.projectPath).toHaveValue(project);
  });

  test("opens its window where it was last closed", async ({ quorum, desktop }) => {
    const bounds = { x: 60, y: 50, width: 1000, height: 700 };
    await quorum.start();
    await desktop.app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
      bounds,
    );
    await quorum.closeWindow();
    await quorum.openWindow();
    const found = await desktop.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds(),
      undefined,
    );
    expect(found).toEqual(bounds);
  });
});
