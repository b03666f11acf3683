import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { UserTokens } from "../config/user-tokens.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { createToken } from "./access.ts";
import { createContractServer } from "./contract-server.ts";
import { serveHttp, type HttpServer } from "./serve-http.ts";

const SUITE = join(
  dirname(createRequire(import.meta.url).resolve("@modelcontextprotocol/conformance/package.json")),
  "dist/index.js",
);
const Checks = z.array(z.object({ id: z.string(), status: z.string() }));

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

/** Checks of what is not offered here: prompts, templates, and tools that the suite wants a server to have for it. */
const NOT_OFFERED: readonly string[] = [
  "sep-2549-prompts-list-caching-hints",
  "sep-2549-resources-templates-list-caching-hints",
  "sep-2575-server-rejects-undeclared-capability",
  "sep-2575-missing-capability-http-400",
];

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

it.each(SCENARIOS)("keeps to the protocol of %s: %s", { timeout: 60_000 }, async (version, scenario) => {
  const { port } = door.address() as AddressInfo;
  const folder = join(test.folder, "conformance", `${version}-${scenario}`);
  const url = `http://127.0.0.1:${port}/mcp/qms`;
  const said = await new Promise<string>((resolve) => {
    const values = ["server", "--url", url, "--scenario", scenario, "--spec-version", version, "-o", folder];
    // It ends with 1 where a check fails, also one of what is not offered.
    execFile(process.execPath, [SUITE, ...values], (_error, stdout, stderr) => resolve(stdout + stderr));
  });
  const [run = ""] = await readdir(folder);
  const checks = Checks.parse(JSON.parse(await readFile(join(folder, run, "checks.json"), "utf8")));
  const failed = checks.filter(({ id, status }) => status === "FAILURE" && !NOT_OFFERED.includes(id));
  expect(failed, said).toEqual([]);
});
