import { expect, test } from "../fixtures/test.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test.describe("the desktop shell", { tag: "@desktop" }, () => {
  test("refuses to leave its own page", async ({ quorum }) => {
    const page = await quorum.start();
    const window = new QuorumWindow(page);
    await expect(window.projectPath).toBeVisible();
    const url = page.url();
    await page.evaluate(() => location.assign("https://example.org/"));
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "https://example.org/";
      document.body.append(link);
      link.click();
      link.remove();
    });
    await window.projectPath.fill("still here");
    expect(page.url()).toBe(url);
    await expect(window.projectPath).toHaveValue("still here");
  });

  test("opens no windows, and hands only web links to the system", async ({ quorum, desktop }) => {
    const page = await quorum.start();
    await expect(new QuorumWindow(page).projectPath).toBeVisible();
    await desktop.app.evaluate(({ app, shell }) => {
      const opened: string[] = [];
      Object.assign(app, { opened });
      shell.openExternal = (url) => {
        opened.push(url);
        return Promise.resolve();
      };
    }, undefined);
    const results = await page.evaluate(() =>
      ["file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "https://example.org/docs"].map(
        (url) => window.open(url) === null,
      ),
    );
    expect(results).toEqual([true, true, true, true]);
    const opened = () => desktop.app.evaluate(({ app }) => Reflect.get(app, "opened") as string[], undefined);
    await expect.poll(opened).toEqual(["https://example.org/docs"]);
    expect(
      await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, undefined),
    ).toBe(1);
  });

  test("gives its page no Node, and two functions", async ({ quorum }) => {
    const page = await quorum.start();
    const seen = await page.evaluate(() => ({
      node: ["require", "process", "module", "Buffer"].filter((name) => name in globalThis),
      bridge: Object.keys(Reflect.get(globalThis, "quorum") as object),
    }));
    expect(seen).toEqual({ node: [], bridge: ["requestPort", "tell"] });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
  });

  test("runs no inline script and compiles no text", async ({ quorum, problems }) => {
    problems.expect(/Content Security Policy/);
    const page = await quorum.start();
    await expect(new QuorumWindow(page).projectPath).toBeVisible();
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.hasRun = true";
      document.body.append(script);
      return Reflect.has(globalThis, "hasRun");
    });
    expect(ran).toBe(false);
  });

  test("hears no message from a frame that is not its page", async ({ quorum, desktop }) => {
    const page = await quorum.start();
    await expect(new QuorumWindow(page).projectPath).toBeVisible();
    const posted = await desktop.app.evaluate(({ ipcMain }) => {
      const answers: string[] = [];
      const frame = (url: string) => ({ url, postMessage: () => answers.push(url) });
      const request = { kind: "contract", id: "1" };
      const subFrame = frame("quorum://app/");
      ipcMain.emit(
        "quorum:port",
        { senderFrame: subFrame, sender: { mainFrame: frame("quorum://app/") } },
        request,
      );
      for (const url of ["https://example.org/", "quorum://other/", "file:///quorum://app/", "about:blank"]) {
        const foreign = frame(url);
        ipcMain.emit("quorum:port", { senderFrame: foreign, sender: { mainFrame: foreign } }, request);
      }
      ipcMain.emit("quorum:port", { senderFrame: null, sender: { mainFrame: null } }, request);
      const toast = { kind: "toast", id: "1", title: "Not from the page", body: "" };
      ipcMain.emit("quorum:desktop", { senderFrame: subFrame, sender: { mainFrame: null } }, toast);
      return answers;
    }, undefined);
    expect(posted).toEqual([]);
  });

  test("serves nothing from outside the page's folder", async ({ quorum, problems }) => {
    problems.expect(/404/);
    const page = await quorum.start();
    const statuses = await page.evaluate(async () => {
      const paths = [
        "/..%2f..%2fpackage.json",
        "/%2e%2e/%2e%2e/package.json",
        "/..\\..\\package.json",
        "/nothing.js",
        "/%00",
      ];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
  });

  test("refuses every permission", async ({ quorum }) => {
    const page = await quorum.start();
    const states = await page.evaluate(async () => {
      const names = [
        "geolocation",
        "notifications",
        "camera",
        "microphone",
        "clipboard-read",
      ] as PermissionName[];
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    });
    expect(states.filter((state) => state === "granted")).toEqual([]);
  });
});
