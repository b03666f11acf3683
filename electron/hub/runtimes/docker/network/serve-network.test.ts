import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttp, request, type Server as HttpServer } from "node:http";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NetworkDoor } from "../../../../agentd/network/network-door.ts";
import { isAllowedHost, parseDestination } from "./allowed-hosts.ts";
import { serveNetwork } from "./serve-network.ts";

describe("a list of hosts", () => {
  const hosts = ["api.example.org", "*.example.net", "db.example.com:5432", "::1"];
  it.each([
    ["api.example.org:443", true],
    ["API.Example.ORG.:80", true],
    ["api.example.org:22", false],
    ["evil-api.example.org:443", false],
    ["api.example.org.evil.com:443", false],
    ["a.b.example.net:443", true],
    ["example.net:443", false],
    ["notexample.net:443", false],
    ["db.example.com:5432", true],
    ["db.example.com:443", false],
    ["10.0.0.1:443", false],
    ["user@api.example.org:443", false],
    ["api.example.org", false],
    ["api.example.org:0", false],
  ])("%s: %s", (asked, isAllowed) => {
    const destination = parseDestination(asked);
    expect(destination !== undefined && isAllowedHost(hosts, destination)).toBe(isAllowed);
  });
});

describe.skipIf(process.platform === "win32")("a container without a network", () => {
  let folder: string;
  let socket: string;
  let port: number;
  let door: NetworkDoor;
  let outside: HttpServer;
  let echo: Server;
  const hubs: Socket[] = [];
  const refused: string[] = [];

  const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "door-"));
    socket = join(folder, "network.sock");
    // A port that was free a moment ago.
    const free: Server = createServer().listen(0, "127.0.0.1");
    await once(free, "listening");
    port = portOf(free);
    free.close();
    await once(free, "close");
    refused.length = 0;
    door = await NetworkDoor.open({ port, socket });
    outside = createHttp((incoming, response) => response.end(`${incoming.method} ${incoming.url}`));
    outside.listen(0, "127.0.0.1");
    echo = createServer({ allowHalfOpen: true }, (each) => each.pipe(each)).listen(0, "127.0.0.1");
    await Promise.all([once(outside, "listening"), once(echo, "listening")]);
  });

  afterEach(async () => {
    for (const hub of hubs.splice(0)) hub.destroy();
    door.close();
    outside.closeAllConnections();
    outside.close();
    echo.close();
    await rm(folder, { recursive: true });
  });

  function serve(): Socket {
    const hub = connect(socket);
    hubs.push(hub);
    serveNetwork({
      connection: hub,
      hosts: [`127.0.0.1:${portOf(outside)}`, `127.0.0.1:${portOf(echo)}`],
      onRefused: (destination) => refused.push(destination === undefined ? "-" : destination.host),
    });
    return hub;
  }

  async function get(url: string): Promise<{ readonly status: number | undefined; readonly body: string }> {
    const asked = request({ host: "127.0.0.1", port, path: url, agent: false }).end();
    const [answer] = await once(asked, "response");
    return { status: answer.statusCode, body: await text(answer) };
  }

  async function tunnel(
    destination: string,
  ): Promise<{ readonly status: number | undefined; readonly socket: Socket }> {
    const asked = request({
      host: "127.0.0.1",
      port,
      method: "CONNECT",
      path: destination,
      agent: false,
    }).end();
    const [answer, opened] = await once(asked, "connect");
    return { status: answer.statusCode, socket: opened };
  }

  it("reaches the hosts on its list, and no others", async () => {
    serve();
    const url = `http://127.0.0.1:${portOf(outside)}`;
    expect(await get(`${url}/there`)).toEqual({ status: 200, body: "GET /there" });
    expect((await get("http://10.1.2.3/")).status).toBe(403);
    expect((await get("file:///etc/passwd")).status).toBe(403);
    const { status, socket: opened } = await tunnel(`127.0.0.1:${portOf(echo)}`);
    expect(status).toBe(200);
    const sent = "x".repeat(3_000_000);
    opened.end(sent);
    expect((await text(opened)).length).toBe(sent.length);
    const other = await tunnel("10.1.2.3:443");
    expect(other.status).toBe(403);
    other.socket.destroy();
    expect(refused).toEqual(["10.1.2.3", "-", "10.1.2.3"]);
  });

  it("says so where a host on the list does not answer", async () => {
    serve();
    const url = `http://127.0.0.1:${portOf(outside)}`;
    outside.close();
    outside.closeAllConnections();
    expect((await get(url)).status).toBe(502);
  });

  it("waits for a hub, and for the next one when that is gone", async () => {
    const url = `http://127.0.0.1:${portOf(outside)}/`;
    const early = get(url);
    const first = serve();
    expect((await early).status).toBe(200);
    first.destroy();
    await once(first, "close");
    const late = get(url).catch(() => get(url));
    serve();
    expect((await late).status).toBe(200);
  });

  it("carries many connections at once", async () => {
    serve();
    const url = `http://127.0.0.1:${portOf(outside)}`;
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => get(`${url}/${index}`)));
    expect(answers.map(({ body }) => body)).toEqual(answers.map((_, index) => `GET /${index}`));
  });
});
