import { chromium } from "@playwright/test";
import { expect, test } from "../fixtures/test.ts";
import { findChromium } from "../hosts/find-chromium.ts";
import { QuorumWindow } from "../pages/quorum-window.ts";

test.describe("the server", { tag: "@server" }, () => {
  test("takes the token out of the address at once, and keeps it for this tab alone", async ({
    quorum,
    context,
    server,
  }) => {
    const page = await quorum.start();
    await expect(new QuorumWindow(page).projectPath).toBeVisible();
    expect(page.url()).not.toContain("token");
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie);
    expect(kept).not.toContain(new URL(server.url).hash.replace("#token=", ""));
    await page.reload();
    await expect(new QuorumWindow(page).projectPath).toBeVisible();

    const other = await context.newPage();
    await other.goto(new URL(server.url).origin);
    await expect(other.getByRole("textbox", { name: "Address" })).toBeVisible();
  });

  test("asks for the printed address where the token is wrong", async ({
    quorum,
    server,
    context,
    problems,
  }) => {
    problems.expect(/WebSocket/);
    await quorum.start();
    const page = await context.newPage();
    await page.goto(`${new URL(server.url).origin}/#token=${"a".repeat(43)}`);
    await page.getByRole("textbox", { name: "Address" }).fill(server.url);
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(new QuorumWindow(page).projectPath).toBeVisible();
  });

  test("is not reached by a page that rebinds its name to this machine", async ({ server }) => {
    await server.serve({ sample: true });
    const { port, hash } = new URL(server.url);
    const browser = await chromium.launch({
      ...findChromium(),
      args: ["--host-resolver-rules=MAP attacker.test 127.0.0.1", "--disable-gpu"],
    });
    try {
      const page = await browser.newPage();
      const response = await page.goto(`http://attacker.test:${port}/${hash}`).catch(() => undefined);
      expect(response?.status() ?? 403).toBeGreaterThanOrEqual(400);
      const opened = await page.evaluate(
        async (at) => {
          const tryTo = (host: string, token: string): Promise<string> =>
            new Promise((done) => {
              const socket = new WebSocket(`ws://${host}:${at.port}/rpc`, [
                "quorum",
                `quorum.token.${token}`,
              ]);
              socket.addEventListener("open", () => done("open"));
              socket.addEventListener("error", () => done("refused"));
            });
          return [await tryTo("attacker.test", at.token), await tryTo("127.0.0.1", at.token)];
        },
        { port, token: hash.replace("#token=", "") },
      );
      expect(opened).toEqual(["refused", "refused"]);
    } finally {
      await browser.close();
    }
  });
});
