import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { QMS_SERVER } from "../../../shared/mcp/qms-tools.ts";
import { answeredTooOften, randomLine } from "../../../shared/mcp/random-traffic.test-support.ts";
import { UserTokens } from "../config/user-tokens.ts";
import { takeLock } from "../qms/testing/taken-lock.test-support.ts";
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
  readonly more?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
  readonly onAnswer?: (response: IncomingMessage) => void;
}

/** Posts a request as a program may that is not of the kit; answers with the status. */
async function post(attempt: Attempt): Promise<number> {
  return (await asked(attempt)).status;
}

interface Asked {
  readonly status: number;
  readonly said: string;
}

function asked({
  token,
  host,
  origin,
  path = "/mcp/qms",
  body = INITIALIZE,
  ...rest
}: Attempt): Promise<Asked> {
  const { more, agent, onAnswer } = rest;
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      host: host ?? `127.0.0.1:${http.port}`,
      ...(origin === undefined ? {} : { origin }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...more,
    };
    const options = { host: "127.0.0.1", port: http.port, path, method: "POST", headers, agent };
    const request = httpRequest(options, (response) => {
      onAnswer?.(response);
      // Whoever sends too much is answered before the end of it.
      response.on("error", reject);
      text(response).then((said) => resolve({ status: response.statusCode ?? 0, said }), reject);
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

it("answers on the same connection after it refused what was too long", async () => {
  const token = await tokens.make(test.project, "ano");
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports: (number | undefined)[] = [];
  const onAnswer = (response: IncomingMessage): void => void ports.push(response.socket.localPort);
  expect(await post({ token, body: "x".repeat(5_000_000), agent, onAnswer })).toBe(413);
  expect(await post({ token, agent, onAnswer })).toBe(200);
  expect(ports[1]).toBe(ports[0]);
  agent.destroy();
});

async function connected(user: string, mode: "legacy" | "auto"): Promise<Client> {
  const token = await tokens.make(test.project, user);
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${http.url}/mcp/qms`), {
      requestInit: { headers: { Authorization: `Bearer ${token}` } },
    }),
  );
  return client;
}

it.each(["legacy", "auto"] as const)(
  "tells what a call waits for to one that began with %s",
  async (mode) => {
    const client = await connected("ini", mode);
    const create = (title: string) => ({ name: "qms_create", arguments: { doc_type: "CR", title } });
    await client.callTool(create("First"));
    const giveBack = takeLock(test.project);
    const progress: number[] = [];
    const told: string[] = [];
    const waiting = client.callTool(create("Second"), {
      onprogress: (news) => {
        progress.push(news.progress);
        told.push(news.message ?? "");
      },
    });
    await expect.poll(() => progress.length, { timeout: 5000 }).toBeGreaterThan(0);
    giveBack();
    expect(JSON.stringify(await waiting)).toContain("Created: CR-");
    expect(told[0]).toContain("Another program is at work on the QMS");
    await client.close();
  },
);

it("tells a program that listens what changes of what its user may read, and of nobody else's", async () => {
  const client = await connected("ini", "auto");
  const told: string[] = [];
  client.setNotificationHandler(
    "notifications/resources/updated",
    ({ params }) => void told.push(params.uri),
  );
  client.setNotificationHandler("notifications/resources/list_changed", () => void told.push("list"));
  const { resources } = await client.listResources();
  const [first] = resources.filter(({ uri }) => uri.startsWith("qms://documents/"));
  const subscription = await client.listen({
    resourcesListChanged: true,
    resourceSubscriptions: [first?.uri ?? ""],
  });
  const message = (recipient: string) => ({
    name: "qms_message",
    arguments: { recipient, subject: "Hello", body: "Read this." },
  });
  await client.callTool(message("ano"));
  await client.callTool({ name: "qms_checkin", arguments: { doc_id: first?.name ?? "" } });
  await expect.poll(() => told, { timeout: 5000 }).toContain(first?.uri);
  expect(told).not.toContain("list");
  await client.callTool(message("ini"));
  await expect.poll(() => told, { timeout: 5000 }).toContain("list");
  await subscription.close();
  await client.close();
});

it("carries out once what comes again with its key, and tells the first answer again", async () => {
  const token = await tokens.make(test.project, "ini");
  const call = (name: string, given: object, more: object = {}): string =>
    JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name, arguments: given, ...more },
    });
  const create = { doc_type: "CR", title: "Once" };
  const key = { "idempotency-key": "a-key-of-a-program" };
  const twice = [1, 2].map(() => asked({ token, body: call("qms_create", create), more: key }));
  const [one, two] = await Promise.all(twice);
  expect(one?.said).toContain("Created: CR-");
  expect(two?.said).toBe(one?.said);
  const _meta = { "quorum/idempotency-key": "another-key" };
  const third = await asked({ token, body: call("qms_create", create, { _meta }) });
  expect(third.said).not.toBe(one?.said);
  expect((await asked({ token, body: call("qms_create", create, { _meta }) })).said).toBe(third.said);
  // The same key with something else to do is another call's, and so is that of another user.
  const other = await asked({ token, body: call("qms_create", { ...create, title: "Else" }), more: key });
  expect([one?.said, third.said]).not.toContain(other.said);
  const ano = await tokens.make(test.project, "ano");
  const others = await asked({ token: ano, body: call("qms_create", create), more: key });
  expect([one?.said, third.said, other.said]).not.toContain(others.said);
});

it("counts what programs call, apart from what agents do", async () => {
  const token = await tokens.make(test.project, "ano");
  const params = { name: "qms_inbox", arguments: { user: "ini" } };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
  expect((await asked({ token, body })).said).toContain("IDENTITY MISMATCH");
  const stop = new AbortController();
  for await (const { programs = [] } of test.host.hub.toolHealth.changes(stop.signal)) {
    const qms = programs.find(({ user }) => user === "ano")?.servers.find(({ server }) => server === "qms");
    expect(qms?.counts.mismatch).toBeGreaterThan(0);
    expect(qms?.lastCalls[0]).toMatchObject({ tool: "qms_inbox", outcome: "mismatch" });
    break;
  }
});

it("forgets a token that was taken back", async () => {
  const token = await tokens.make(test.project, "ano");
  expect(await post({ token })).toBe(200);
  expect(await tokens.revoke(test.project, "ano")).toBe(true);
  expect(await post({ token })).toBe(401);
  expect(await tokens.revoke(test.project, "ano")).toBe(false);
});

it.each(["qms", "git"])("outlives whatever is posted to %s, and answers nothing twice", async (server) => {
  const token = await tokens.make(test.project, "ano");
  const random = seededRandom(7);
  for (let round = 0; round < rounds(200); round += 1) {
    const body = randomLine(random);
    const { status, said } = await asked({ token, path: `/mcp/${server}`, body });
    expect([200, 202, 400, 404, 405], `${status} to ${body}`).toContain(status);
    const answers = said.split("\n").map((line) => line.replace(/^data: /, ""));
    expect(answeredTooOften([body], answers), body).toEqual([]);
  }
  expect(await post({ token, path: `/mcp/${server}` })).toBe(200);
});

it("turns away a call of fifty megabytes, and goes on", async () => {
  const token = await tokens.make(test.project, "ano");
  const params = { name: "qms_status", arguments: { doc_id: "x".repeat(50_000_000) } };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
  expect(await post({ token, body })).toBe(413);
  expect(await post({ token })).toBe(200);
});
