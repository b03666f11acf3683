import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { TestHost } from "../testing/test-host.test-support.ts";
import { createToken } from "./access.ts";
import { createContractServer } from "./contract-server.ts";
import { serveHttp, type HttpServer } from "./serve-http.ts";

const token = createToken();
let test: TestHost;
let http: HttpServer;
let pageFolder: string;

beforeAll(async () => {
  test = await TestHost.create("echo ready; sleep 5");
  pageFolder = join(test.folder, "page");
  await mkdir(join(pageFolder, "assets"), { recursive: true });
  await writeFile(join(pageFolder, "index.html"), "<!doctype html><title>Quorum</title>");
  await writeFile(join(pageFolder, "assets", "main.js"), "export {};");
  await writeFile(join(test.folder, "secret.html"), "not for you");
  http = await serveHttp(test.host, {
    contract: createContractServer(test.host),
    token,
    pageFolder,
    log: test.host.log,
  });
});

afterAll(async () => {
  await http.close();
  await test.dispose();
});

interface Attempt {
  readonly path: string;
  readonly method?: string;
  readonly host?: string;
  readonly origin?: string;
  readonly token?: string;
}

/** Asks for a page or, with an upgrade, for a socket; answers with the status that came back. */
function ask(attempt: Attempt): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: attempt.host ?? `127.0.0.1:${http.port}`,
      ...(attempt.origin === undefined ? {} : { origin: attempt.origin }),
    };
    const { path, method = "GET" } = attempt;
    const request = httpRequest({ host: "127.0.0.1", port: http.port, path, method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    request.on("error", reject);
    request.end();
  });
}

function upgrade(attempt: Attempt): Promise<number> {
  return new Promise((resolve) => {
    const headers: Record<string, string> = { host: attempt.host ?? `127.0.0.1:${http.port}` };
    const asBrowser = attempt.origin !== undefined;
    if (attempt.origin !== undefined) headers["origin"] = attempt.origin;
    if (!asBrowser && attempt.token !== undefined) headers["authorization"] = `Bearer ${attempt.token}`;
    const protocols = asBrowser ? ["quorum", `quorum.token.${attempt.token ?? ""}`.replace(/\.$/, "")] : [];
    const socket = new WebSocket(`ws://127.0.0.1:${http.port}${attempt.path}`, protocols, { headers });
    socket.on("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("error", () => undefined);
  });
}

const SOCKETS = ["/rpc", "/terminal?agent=qa"];
const TOKENS = { no: undefined, wrong: "x".repeat(43), right: token };

describe("the server", () => {
  it("lets a socket in only with the right token, a known host, and a known origin or none", async () => {
    const hosts = {
      known: undefined,
      localhost: `localhost:${http.port}`,
      rebound: `evil.example:${http.port}`,
      bare: "127.0.0.1",
    };
    const origins = {
      absent: undefined,
      own: `http://127.0.0.1:${http.port}`,
      null: "null",
      foreign: "https://evil.example",
      rebound: `http://evil.example:${http.port}`,
      otherPort: "http://127.0.0.1:3000",
      file: "file://",
    };
    const outcomes: string[] = [];
    for (const path of SOCKETS) {
      for (const [tokenKind, given] of Object.entries(TOKENS)) {
        for (const [hostKind, host] of Object.entries(hosts)) {
          for (const [originKind, origin] of Object.entries(origins)) {
            const status = await upgrade({
              path,
              ...(given === undefined ? {} : { token: given }),
              ...(host === undefined ? {} : { host }),
              ...(origin === undefined ? {} : { origin }),
            });
            const isKnown =
              ["known", "localhost"].includes(hostKind) && ["absent", "own"].includes(originKind);
            const expected = !isKnown ? 403 : tokenKind === "right" ? 101 : 401;
            if (status !== expected)
              outcomes.push(`${path} ${tokenKind} ${hostKind} ${originKind}: ${status}, not ${expected}`);
          }
        }
      }
    }
    expect(outcomes).toEqual([]);
  });

  it("serves the window's files to its own names only", async () => {
    expect((await ask({ path: "/" })).status).toBe(200);
    expect((await ask({ path: "/assets/main.js" })).status).toBe(200);
    expect((await ask({ path: "/", host: `evil.example:${http.port}` })).status).toBe(403);
    expect((await ask({ path: "/assets/main.js", origin: "https://evil.example" })).status).toBe(403);
  });

  it("serves nothing beside the window's folder", async () => {
    for (const path of [
      "/../secret.html",
      "/%2e%2e/secret.html",
      "/assets/..%2f..%2fsecret.html",
      "/%5c..%5csecret.html",
      "//etc/passwd",
      "/%00",
      "/%zz",
    ]) {
      expect((await ask({ path })).status, path).toBe(404);
    }
    expect((await ask({ path: "/", method: "POST" })).status).toBe(405);
  });

  it("sends headers that keep foreign code and referrers out", async () => {
    const { headers } = await ask({ path: "/" });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("does not take the token from an address", async () => {
    expect(await upgrade({ path: `/rpc?token=${token}` })).toBe(401);
  });

  it("closes the terminal of an agent that is not there", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${http.port}/terminal?agent=nobody`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const code = await new Promise((resolve) => {
      socket.on("close", resolve);
    });
    expect(code).toBe(4004);
  });

  it("closes a terminal that sends text, or a frame of no protocol, and serves on", async () => {
    for (const rubbish of ["text", Buffer.from([200, 1, 2])]) {
      const socket = new WebSocket(`ws://127.0.0.1:${http.port}/terminal?agent=qa`, {
        headers: { authorization: `Bearer ${token}` },
      });
      await new Promise((resolve) => {
        socket.on("open", resolve);
      });
      socket.send(rubbish);
      await new Promise((resolve) => {
        socket.on("close", resolve);
      });
    }
    expect(await upgrade({ path: "/rpc", token })).toBe(101);
  });

  it("survives whoever is refused and gone before reading why", async () => {
    for (let round = 0; round < 20; round += 1) {
      const socket = connect(http.port, "127.0.0.1");
      await once(socket, "connect");
      const closed = once(socket, "close");
      socket.on("error", () => undefined);
      socket.write(
        `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${http.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      socket.resetAndDestroy();
      await closed;
    }
    expect(await upgrade({ path: "/rpc", token })).toBe(101);
  });

  it("answers a request whose address makes no sense", async () => {
    expect(await upgrade({ path: "//", token })).toBe(404);
  });

  it("says that a port is in use, and by what to choose another", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => {
        const address = taken.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const options = { contract: createContractServer(test.host), token, port, log: test.host.log };
    await expect(serveHttp(test.host, options)).rejects.toThrow(
      `Port ${port} is in use by another program. Choose another with --port.`,
    );
    taken.close();
  });

  it("never writes the token into its log", () => {
    expect(test.logLines.join("")).not.toContain(token);
  });
});
