import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const MAIN = resolve(import.meta.dirname, "main.ts");
const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "t", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** Starts a server, and reads so many answers; the first line it is sent makes no sense where the kit is to answer alone. */
async function answersTo(messages: readonly object[], count: number, first = ""): Promise<unknown[]> {
  const child = spawn(process.execPath, [MAIN, "qms", "--resources"], {
    env: {},
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  child.stdin.write(
    first + messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join(""),
  );
  let said = "";
  for await (const text of child.stdout.setEncoding("utf8")) {
    said += String(text);
    if (said.split("\n").length > count) break;
  }
  child.stdin.end();
  await closed;
  return said
    .split("\n")
    .slice(0, count)
    .map((line): unknown => JSON.parse(line));
}

function handshake(protocolVersion: string): object[] {
  const clientInfo = { name: "ein Programm, größer", version: "1" };
  return [
    { id: 0, method: "initialize", params: { protocolVersion, capabilities: { roots: {} }, clientInfo } },
    { method: "notifications/initialized" },
    { id: "ä", method: "tools/list" },
  ];
}

const DISCOVERY: readonly object[] = [
  { id: "a", method: "server/discover", params: { _meta: META } },
  { id: 2, method: "tools/list", params: { _meta: META } },
];

it.each(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "no handshake"])(
  "answers an opening of %s as the kit does",
  async (version) => {
    const messages = version === "no handshake" ? DISCOVERY : handshake(version);
    const [early, kit] = await Promise.all([answersTo(messages, 2), answersTo(messages, 2, "\n")]);
    expect(early).toEqual(kit);
    expect(early).toEqual([
      expect.objectContaining({ result: expect.objectContaining({ capabilities: expect.anything() }) }),
      expect.objectContaining({ result: expect.objectContaining({ tools: expect.any(Array) }) }),
    ]);
  },
);

it.each([
  ["a handshake", handshake("2025-11-25"), {}],
  ["a discovery", DISCOVERY, { _meta: META }],
])("has the kit go on after %s, and says nothing twice", async (_what, messages, params) => {
  const call = { id: 3, method: "tools/call", params: { name: "qms_types", arguments: {}, ...params } };
  const again = { id: 4, method: "tools/list", params };
  const answers = await answersTo([...messages, call, again], 4);
  expect(answers).toContainEqual(expect.objectContaining({ id: 3, result: expect.anything() }));
  expect(answers).toContainEqual(expect.objectContaining({ id: 4, result: expect.anything() }));
});

it.each([
  ["a version that nobody knows", [{ id: 1, method: "initialize", params: { protocolVersion: "1" } }]],
  [
    "a discovery of an older version",
    [
      {
        id: 1,
        method: "server/discover",
        params: { _meta: { ...META, "io.modelcontextprotocol/protocolVersion": "2025-06-18" } },
      },
    ],
  ],
  ["a request before the handshake", [{ id: 1, method: "tools/list" }]],
  ["a discovery without a sender", [{ id: 1, method: "server/discover", params: {} }]],
])("leaves %s to the kit", async (_what, messages) => {
  expect(await answersTo(messages, 1)).toEqual(await answersTo(messages, 1, "\n"));
});
