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
      // The page comes from the attacker; only after that its name leads to this machine.
      const address = `http://attacker.test:${port}/`;
      await page.route(address, (route) =>
        route.fulfill({ contentType: "text/html", body: "<p>harmless</p>" }),
      );
      await page.goto(address);
      const opened = await page.evaluate(
        async (at) => {
          const tryTo = (host: string): Promise<string> =>
            new Promise((done) => {
              const protocols = ["quorum", `quorum.token.${at.token}`];
              const socket = new WebSocket(`ws://${host}:${at.port}/rpc`, protocols);
              socket.addEventListener("open", () => done("open"));
              socket.addEventListener("error", () => done("refused"));
            });
          // Refused with headers that keep even the answer from a foreign page.
          const file = await fetch("/index.html").catch(() => undefined);
          return [String(file?.status ?? 403), await tryTo("attacker.test"), await tryTo("127.0.0.1")];
        },
        { port, token: hash.replace("#token=", "") },
      );
      expect(opened).toEqual(["403", "refused", "refused"]);
    } finally {
      await browser.close();
    }
  });
});
