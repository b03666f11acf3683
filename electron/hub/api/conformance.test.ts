import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { UserTokens } from "../config/user-tokens.ts";
import { runScenario } from "../testing/conformance-suite.test-support.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { createToken } from "./access.ts";
import { createContractServer } from "./contract-server.ts";
import { serveHttp, type HttpServer } from "./serve-http.ts";

/** What the official suite asks of what is offered here; each starts a program, which takes its time. */
const SCENARIOS = [
  ["2025-06-18", "server-initialize"],
  ["2025-06-18", "ping"],
  ["2025-06-18", "tools-list"],
  ["2025-06-18", "resources-list"],
  ["2025-11-25", "server-initialize"],
  ["2025-11-25", "server-session-lifecycle"],
  ["2025-11-25", "tools-list"],
  ["2025-11-25", "resources-list"],
  ["2025-11-25", "dns-rebinding-protection"],
  ["2025-11-25", "server-sse-multiple-streams"],
  ["2026-07-28", "server-stateless"],
  ["2026-07-28", "tools-list"],
  ["2026-07-28", "resources-list"],
  ["2026-07-28", "sep-2164-resource-not-found"],
  ["2026-07-28", "dns-rebinding-protection"],
  ["2026-07-28", "http-header-validation"],
  ["2026-07-28", "caching"],
  ["2026-07-28", "server-sse-multiple-streams"],
] as const;
/** What is asked only of a server that has something to read. */
const OF_RESOURCES: readonly string[] = ["resources-list", "sep-2164-resource-not-found", "caching"];
const CASES = ServerName.options.flatMap((server) =>
  SCENARIOS.filter(([, scenario]) => server === "qms" || !OF_RESOURCES.includes(scenario)).map(
    ([version, scenario]) => [server, version, scenario] as const,
  ),
);

let test: TestHost;
let http: HttpServer;
let door: Server;

beforeAll(async () => {
  test = await TestHost.create("echo ready; cat");
  await mkdir(join(test.project, "QMS"));
  await mkdir(join(test.project, ".claude", "agents"), { recursive: true });
  await writeFile(join(test.project, ".claude", "agents", "qa.md"), "---\nname: qa\ngroup: initiator\n---\n");
  const userTokens = new UserTokens(join(test.folder, "user"));
  const token = await userTokens.make(test.project, "qa");
  http = await serveHttp(test.host, {
    contract: createContractServer(test.host),
    token: createToken(),
    userTokens,
    log: test.host.log,
  });
  door = createServer((request, response) => {
    // The suite knows no tokens, and takes this door for the server: what it says of other hosts goes through as it is.
    const { port } = door.address() as AddressInfo;
    const renamed = (name: string): string => name.replace(`:${port}`, `:${http.port}`);
    const { host = "", origin, ...headers } = request.headers;
    const passed = httpRequest(
      {
        host: "127.0.0.1",
        port: http.port,
        path: request.url,
        method: request.method,
        headers: {
          ...headers,
          host: renamed(host),
          ...(origin === undefined ? {} : { origin: renamed(origin) }),
          authorization: `Bearer ${token}`,
        },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
});

afterAll(async () => {
  door.closeAllConnections();
  door.close();
  await http.close();
  await test.dispose();
});

it.each(CASES)(
  "the server %s keeps to the protocol of %s: %s",
  { timeout: 60_000 },
  async (server, version, scenario) => {
    const { port } = door.address() as AddressInfo;
    const folder = join(test.folder, "conformance", `${server}-${version}-${scenario}`);
    const url = `http://127.0.0.1:${port}/mcp/${server}`;
    const { failed, said } = await runScenario({ url, name: scenario, version, folder });
    expect(failed, said).toEqual([]);
  },
);
