import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { randomLine } from "../../../shared/mcp/random-traffic.test-support.ts";

const MAIN = resolve(import.meta.dirname, "main.ts");
const HELLO = [
  {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
  },
  { jsonrpc: "2.0", method: "notifications/initialized" },
];

/** Starts the server, writes to it, and closes its input once this many answers are there. */
async function run(lines: readonly string[], answers: number): Promise<{ code: unknown; said: string[] }> {
  const child = spawn(process.execPath, [MAIN, "qms"], { env: {}, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.on("error", () => undefined);
  let seen = 0;
  child.stdout.on("data", (bytes: Buffer) => {
    seen += bytes.toString().split("\n").length - 1;
    if (seen >= answers) child.stdin.end();
  });
  child.stdin.write(`${lines.join("\n")}\n`);
  if (answers === 0) child.stdin.end();
  const closed = once(child, "close");
  const said = (await text(child.stdout)).split("\n").filter((line) => line !== "");
  const [code] = await closed;
  return { code, said };
}

it("goes on after what makes no sense, and answers what does", async () => {
  const { code, said } = await run(
    [
      "{",
      "null",
      "[]",
      '"x"',
      "\u0000\uFFFD",
      '{"jsonrpc":"1.0","id":1}',
      '{"jsonrpc":"2.0","id":{},"method":"tools/list"}',
      ...HELLO.map((message) => JSON.stringify(message)),
      '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{}}',
      '{"jsonrpc":"2.0","id":6,"method":"tools/call","params":[]}',
      '{"jsonrpc":"2.0","id":7,"result":{}}',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}',
      '{"jsonrpc":"2.0","id":8,"method":"no/such/method"}',
      '{"jsonrpc":"2.0","id":9,"method":"tools/list"}',
    ],
    4,
  );
  expect(code).toBe(0);
  const byId = new Map(said.map((line) => [JSON.parse(line).id as unknown, JSON.parse(line) as object]));
  expect(byId.get(9)).toHaveProperty("result.tools");
  expect(byId.get(8)).toHaveProperty("error.code", -32601);
  expect(byId.get(7)).toHaveProperty("error");
});

it("ends by itself when it is sent without end, and when its input closes", async () => {
  expect(await run([JSON.stringify({ jsonrpc: "2.0", id: 1, method: "x".repeat(12_000_000) })], 1)).toEqual({
    code: 0,
    said: [],
  });
  expect(await run([], 0)).toEqual({ code: 0, said: [] });
});

it("outlives whatever it is sent, before and after a handshake", async () => {
  for (let seed = 0; seed < rounds(2); seed += 1) {
    const random = seededRandom(seed);
    const noise = Array.from({ length: 300 }, () => randomLine(random));
    const child = spawn(process.execPath, [MAIN, "qms"], { env: {}, stdio: ["pipe", "pipe", "inherit"] });
    const closed = once(child, "close");
    const hello = HELLO.map((message) => JSON.stringify(message));
    const [early, late] = [noise.slice(0, seed % 2 === 0 ? 0 : 100), noise.slice(100)];
    const last = '{"jsonrpc":"2.0","id":"the last","method":"no/such/method"}';
    child.stdin.write(`${[...early, ...hello, ...late, last].join("\n")}\n`);
    let said = "";
    for await (const piece of child.stdout.setEncoding("utf8")) {
      said += String(piece);
      if (said.includes('"the last"')) break;
    }
    child.stdin.end();
    expect(await closed, `seed ${seed}`).toEqual([0, null]);
    for (const line of said.split("\n").slice(0, -1))
      expect(JSON.parse(line)).toHaveProperty("jsonrpc", "2.0");
  }
});

it("does not keep fifty megabytes without an end", async () => {
  const child = spawn(process.execPath, [MAIN, "qms"], { env: {}, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.on("error", () => undefined);
  const closed = once(child, "close");
  child.stdin.write("x".repeat(50_000_000));
  expect(await closed).toEqual([0, null]);
});
