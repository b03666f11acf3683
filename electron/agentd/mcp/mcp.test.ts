import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client, type CallToolResult } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionMessage } from "../../../shared/link/link-frames.ts";
import { QMS_SERVER } from "../../../shared/mcp/qms-tools.ts";
import { CallRelay } from "../call-relay.ts";
import { CallServer } from "../call-server.ts";
import { HookReceiver } from "../hook-receiver.ts";

const MAIN = resolve(import.meta.dirname, "main.ts");
const isWindows = process.platform === "win32";
type Call = Extract<SessionMessage, { kind: "call" }>;

let folder = "";
let path = "";
let relay: CallRelay;
let server: CallServer;
let client: Client;
/** What the hub is told. */
let said: SessionMessage[];
let onCall: (call: Call) => void;

const say = (message: SessionMessage): void => {
  said.push(message);
  if (message.kind === "call") onCall(message);
};

function answer({ id }: Call, text: string): void {
  const result = { content: [{ type: "text", text }] };
  setImmediate(() => relay.answer({ kind: "call-answer", id, result }));
}

function textOf({ content, isError }: CallToolResult): string {
  const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
  return isError === true ? `failed: ${text}` : text;
}

async function connect(mode?: "auto" | { readonly pin: string }, socket = path): Promise<void> {
  client = new Client(
    { name: "test", version: "1.0.0" },
    mode === undefined ? {} : { versionNegotiation: { mode } },
  );
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [MAIN, "qms"],
      cwd: folder,
      env: { QUORUM_AGENTD: socket },
      stderr: "inherit",
    }),
  );
}

async function call(name: string, given: Record<string, unknown> = {}): Promise<string> {
  return textOf(await client.callTool({ name, arguments: given }));
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5000, interval: 5 }).toBe(true);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mcp-"));
  path = isWindows ? `\\\\.\\pipe\\mcp-${randomBytes(8).toString("hex")}` : join(folder, "calls.sock");
  relay = new CallRelay(100);
  said = [];
  onCall = (asked) => answer(asked, JSON.stringify(asked.call.body));
  // What a server reports to the session host does not go to the hub.
  server = await CallServer.listen(path, relay, new HookReceiver({ onReport: () => undefined }));
});

afterEach(async () => {
  await client.close();
  server.close();
  rmSync(folder, { recursive: true });
});

describe.each([
  ["a handshake", undefined],
  ["a discovery", "auto"],
] as const)("a program that begins with %s", (_name, mode) => {
  it("has every tool before there is a hub, and calls them once there is one", async () => {
    await connect(mode);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(QMS_SERVER.tools.map(({ name }) => name));
    relay.linked(say);
    expect(JSON.parse(await call("qms_status", { doc_id: "CR-001" }))).toEqual({
      ask: "tool",
      server: "qms",
      name: "qms_status",
      arguments: { doc_id: "CR-001" },
    });
    await until(() => said.some(({ kind }) => kind === "call-taken"));
    const keys = said.map((message) =>
      message.kind === "call" ? message.call.key : message.kind === "call-taken" ? message.key : "",
    );
    expect(new Set(keys).size).toBe(1);
  });
});

it("has calls answered as each is done, and none waits for another", async () => {
  const slow: Call[] = [];
  onCall = (asked) => {
    if (JSON.stringify(asked.call.body).includes("slow")) slow.push(asked);
    else answer(asked, "fast");
  };
  relay.linked(say);
  await connect();
  const waiting = Array.from({ length: 50 }, () => call("qms_read", { doc_id: "slow" }));
  await until(() => slow.length === 50);
  expect(await call("qms_read", { doc_id: "CR-001" })).toBe("fast");
  const large = "ä\n\u0000".repeat(1_000_000);
  for (const asked of slow.toReversed()) answer(asked, asked === slow[7] ? large : `${asked.id}`);
  const texts = await Promise.all(waiting);
  expect(texts.filter((text) => text === large)).toHaveLength(1);
  expect(new Set(texts).size).toBe(50);
});

it("passes on progress and remarks, and that nobody waits any more", async () => {
  relay.linked(say, true);
  await connect();
  const remarks: unknown[] = [];
  client.setNotificationHandler("notifications/message", ({ params }) => void remarks.push(params.data));
  const progress: unknown[] = [];
  const abort = new AbortController();
  onCall = ({ id }) => {
    relay.news({ kind: "call-news", id, news: { news: "log", level: "info", text: "At it." } });
    relay.news({ kind: "call-news", id, news: "nonsense" });
    relay.news({ kind: "call-news", id, news: { news: "progress", progress: 1, total: 2 } });
  };
  const calling = client.callTool(
    { name: "qms_types", arguments: {} },
    { onprogress: (news) => void progress.push(news), signal: abort.signal },
  );
  await until(() => progress.length === 1 && remarks.length === 1);
  expect([remarks, progress]).toEqual([["At it."], [{ progress: 1, total: 2 }]]);
  abort.abort();
  await expect(calling).rejects.toThrow("abort");
  await until(() => said.some(({ kind }) => kind === "call-cancelled"));
});

it("sends a call again that a hub took along, and says so when none comes back", async () => {
  await connect();
  expect(await call("qms_types")).toContain("failed: Error: No hub is connected to this session");
  relay.linked(say);
  onCall = () => relay.unlinked(say);
  const lost = call("qms_approve", { doc_id: "CR-001" });
  await until(() => said.length === 1);
  onCall = (asked) => answer(asked, asked.call.key);
  relay.linked(say);
  const [first] = said;
  expect(await lost).toBe(first?.kind === "call" ? first.call.key : "");
});

it("fails in a sentence where there is no session host, and where it ends", async () => {
  await connect(undefined, "");
  expect((await client.listTools()).tools).not.toHaveLength(0);
  expect(await call("qms_types")).toContain("failed: Error: This session has no host");
  await client.close();
  relay.linked(say);
  await connect();
  onCall = () => server.close();
  expect(await call("qms_types")).toContain("Whether it did what was asked is not known");
});

it("reads a file that is named with the agent's own rights, and no more than fits", async () => {
  relay.linked(say);
  await connect();
  writeFileSync(join(folder, "answer.txt"), "From a file.");
  const interact = (file: string): Promise<string> => call("qms_interact", { doc_id: "CR-001-VR-001", file });
  expect(await interact("answer.txt")).toContain('"file":"From a file."');
  expect(await interact("missing.txt")).toBe("failed: Error: Cannot read missing.txt: it cannot be opened.");
  expect(await interact(".")).toMatch(/^failed: Error: Cannot read \./);
  writeFileSync(join(folder, "large.txt"), "x".repeat(300_000));
  expect(await interact("large.txt")).toContain("larger than 256 KiB");
  writeFileSync(join(folder, "binary"), new Uint8Array([255, 254, 0]));
  expect(await interact("binary")).toContain("not a text in UTF-8");
});

it("does not send what is too large", async () => {
  relay.linked(say);
  await connect();
  expect(await call("qms_message", { recipient: "qa", subject: "s", body: "x".repeat(5_000_000) })).toContain(
    "too large to be sent",
  );
  expect(said).toEqual([]);
});
