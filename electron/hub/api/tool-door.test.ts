import { request as httpRequest } from "node:http";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { QMS_SERVER } from "../../../shared/mcp/qms-tools.ts";
import { UserTokens } from "../config/user-tokens.ts";
import { TestHost } from "../testing/test-host.test-support.ts";
import { createToken } from "./access.ts";
import { createContractServer } from "./contract-server.ts";
import { serveHttp, type HttpServer } from "./serve-http.ts";

const INITIALIZE = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "test", version: "1.0.0" },
  },
});

let test: TestHost;
let http: HttpServer;
let tokens: UserTokens;
const hubToken = createToken();

beforeAll(async () => {
  test = await TestHost.create("echo ready; cat");
  await mkdir(join(test.project, "QMS"));
  await mkdir(join(test.project, ".claude", "agents"), { recursive: true });
  for (const name of ["ini", "ano"])
    await writeFile(
      join(test.project, ".claude", "agents", `${name}.md`),
      `---\nname: ${name}\ngroup: initiator\n---\n`,
    );
  tokens = new UserTokens(join(test.folder, "user"));
  http = await serveHttp(test.host, {
    contract: createContractServer(test.host),
    token: hubToken,
    userTokens: tokens,
    log: test.host.log,
  });
});

afterAll(async () => {
  await http.close();
  await test.dispose();
});

interface Attempt {
  readonly token?: string;
  readonly host?: string;
  readonly origin?: string;
  readonly path?: string;
  readonly body?: string;
}

/** Posts a request as a program may that is not of the kit; answers with the status. */
function post({ token, host, origin, path = "/mcp/qms", body = INITIALIZE }: Attempt): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      host: host ?? `127.0.0.1:${http.port}`,
      ...(origin === undefined ? {} : { origin }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const options = { host: "127.0.0.1", port: http.port, path, method: "POST", headers };
    const request = httpRequest(options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end(body);
  });
}

describe.each([
  ["a handshake", "legacy"],
  ["a discovery", "auto"],
] as const)("a program that begins with %s", (_name, mode) => {
  it("has the tools of whose token it has, and is nobody else", async () => {
    const token = await tokens.make(test.project, "ini");
    const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${http.url}/mcp/qms`), {
        requestInit: { headers: { Authorization: `Bearer ${token}` } },
      }),
    );
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(QMS_SERVER.tools.map(({ name }) => name));
    const call = async (name: string, given: Record<string, unknown>): Promise<string> =>
      JSON.stringify(await client.callTool({ name, arguments: given }));
    expect(await call("qms_create", { doc_type: "CR", title: mode })).toContain("CR-00");
    expect(await call("qms_status", { doc_id: "CR-001" })).toContain("Responsible User: ini");
    expect(await call("qms_checkin", { doc_id: "CR-001", user: "ano" })).toContain("IDENTITY MISMATCH");
    await client.close();
  });
});

it("turns away who has no token, one of another project, or one that was replaced", async () => {
  const replaced = await tokens.make(test.project, "ano");
  const elsewhere = await tokens.make(join(test.folder, "elsewhere"), "ano");
  const good = await tokens.make(test.project, "ano");
  expect(await post({ token: good })).toBe(200);
  for (const token of [undefined, "", "x", replaced, elsewhere, hubToken])
    expect(await post(token === undefined ? {} : { token }), token ?? "none").toBe(401);
});

it("turns away foreign pages and names, whatever their token", async () => {
  const token = await tokens.make(test.project, "ano");
  expect(await post({ token, origin: "http://evil.example" })).toBe(403);
  expect(await post({ token, host: `evil.example:${http.port}` })).toBe(403);
  expect(await post({ token, origin: "null" })).toBe(403);
});

it("survives what makes no sense", async () => {
  const token = await tokens.make(test.project, "ano");
  expect(await post({ token, path: "/mcp/nothing" })).toBe(404);
  expect(await post({ token, path: "/mcp/../rpc" })).toBe(404);
  expect(await post({ token, body: "{" })).toBe(400);
  expect(await post({ token, body: "x".repeat(5_000_000) })).toBe(413);
  expect(await post({ token })).toBe(200);
});
