import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { createToken } from "../../hub/api/access.ts";
import { createContractServer } from "../../hub/api/contract-server.ts";
import type { HttpServer } from "../../hub/api/serve-http.ts";
import { serveUsually } from "../../hub/api/serve-usually.ts";
import { UserTokens } from "../../hub/config/user-tokens.ts";
import { TestHost } from "../../hub/testing/test-host.test-support.ts";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { runCli } from "../run-cli.test-support.ts";

const Printed = z.object({
  mcpServers: z.record(
    z.string(),
    z.object({ type: z.literal("http"), url: z.url(), headers: z.record(z.string(), z.string()) }),
  ),
});

let test: TestHost;
let http: HttpServer;

beforeEach(async () => {
  test = await TestHost.create("echo ready; cat");
  await mkdir(join(test.project, "QMS"));
  await mkdir(join(test.project, ".claude", "agents"), { recursive: true });
  await writeFile(join(test.project, ".claude", "agents", "qa.md"), "---\nname: qa\ngroup: initiator\n---\n");
  http = await serve();
});

afterEach(async () => {
  await http.close();
  await test.dispose();
});

async function serve(usualPort = 0): Promise<HttpServer> {
  const token = createToken();
  const options = {
    contract: createContractServer(test.host),
    token,
    userTokens: new UserTokens(join(test.folder, "user")),
    log: test.host.log,
  };
  const served = await serveUsually(test.host, options, usualPort);
  await test.host.reachableAt({ url: served.url, token });
  return served;
}

async function quorum(...parameters: readonly string[]): Promise<string> {
  const env = { ...process.env, QUORUM_USER_FOLDER: join(test.folder, "user") };
  return (await runCli([...parameters, "--project", test.project], test.folder, env)).stdout.trim();
}

it("connects a program with what is printed, also after the hub was started anew", async () => {
  const token = await quorum("token", "qa");
  const printed = Printed.parse(JSON.parse(await quorum("mcp", "config")));
  expect(Object.keys(printed.mcpServers)).toEqual(ServerName.options);
  for (const isAnew of [false, true]) {
    if (isAnew) {
      const { port } = http;
      await http.close();
      http = await serve(port);
    }
    for (const { url, headers } of Object.values(printed.mcpServers)) {
      const filled = Object.entries(headers).map(([name, value]) => [
        name,
        value.replace("${QUORUM_TOKEN}", token),
      ]);
      const client = new Client({ name: "test", version: "1.0.0" });
      const requestInit = { headers: Object.fromEntries(filled) as Record<string, string> };
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
      expect((await client.listTools()).tools).not.toHaveLength(0);
      await client.close();
    }
  }
});

it("is served elsewhere where another program has the usual port", async () => {
  const other = await serve(http.port);
  expect(other.port).not.toBe(http.port);
  await other.close();
});
