import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { answeredTooOften, randomLine } from "../../../shared/mcp/random-traffic.test-support.ts";

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

it.each([
  ["first", (word: string) => `{"jsonrpc":"2.0","id":5,"method":"${word}"}`, 5],
  ["last", (word: string) => `{"method":"${word}","jsonrpc":"2.0","id":"five"}`, "five"],
  ["nowhere to be seen", (word: string) => `{"method":"${word}","id":5,"params":{}}`, null],
] as const)("answers a line that is too long, with its id %s, and goes on", async (_where, lineOf, id) => {
  const long = lineOf("x".repeat(50_000_000));
  const list = '{"jsonrpc":"2.0","id":9,"method":"no/such/method"}';
  for (const hello of [HELLO.map((message) => JSON.stringify(message)), []]) {
    const { code, said } = await run([...hello, long, list], hello.length === 0 ? 2 : 3);
    expect(code).toBe(0);
    const answers = said.map((line): unknown => JSON.parse(line));
    const tooLarge = { id, error: { code: -32600, message: expect.stringContaining("too large") } };
    expect(answers).toContainEqual(expect.objectContaining(tooLarge));
    expect(answers).toContainEqual(expect.objectContaining({ id: 9 }));
  }
});

it("answers a call of fifty megabytes that is well formed, and the next one", async () => {
  const call = (id: number, doc_id: string): string =>
    JSON.stringify({
      ...{ jsonrpc: "2.0", id, method: "tools/call" },
      params: { name: "qms_status", arguments: { doc_id } },
    });
  const lines = [...HELLO.map((message) => JSON.stringify(message)), call(5, "x".repeat(50_000_000))];
  const { code, said } = await run([...lines, call(6, "x".repeat(8_000_000)), call(7, "CR-001")], 4);
  expect(code).toBe(0);
  const byId = new Map(said.map((line) => [JSON.parse(line).id as unknown, line]));
  expect(byId.size).toBe(said.length);
  expect(byId.get(5)).toContain("too large to be taken");
  expect(byId.get(6)).toContain("too large to be sent");
  expect(byId.get(7)).toContain("no host");
});

it("ends when its input closes", async () => {
  expect(await run([], 0)).toEqual({ code: 0, said: [] });
  expect(await run(["x".repeat(12_000_000)], 0)).toMatchObject({ code: 0 });
});

it.each(["qms", "git"])("outlives whatever %s is sent, before and after a handshake", async (server) => {
  for (let seed = 0; seed < rounds(2); seed += 1) {
    const random = seededRandom(seed);
    const noise = Array.from({ length: 300 }, () => randomLine(random));
    const child = spawn(process.execPath, [MAIN, server], { env: {}, stdio: ["pipe", "pipe", "inherit"] });
    const closed = once(child, "close");
    const hello = HELLO.map((message) => JSON.stringify(message));
    const [early, late] = [noise.slice(0, seed % 2 === 0 ? 0 : 100), noise.slice(100)];
    const last = '{"jsonrpc":"2.0","id":"the last","method":"no/such/method"}';
    const sent = [...early, ...hello, ...late, last];
    child.stdin.write(`${sent.join("\n")}\n`);
    let said = "";
    for await (const piece of child.stdout.setEncoding("utf8")) {
      said += String(piece);
      if (said.includes('"the last"')) break;
    }
    child.stdin.end();
    expect(await closed, `seed ${seed}`).toEqual([0, null]);
    const lines = said.split("\n").slice(0, -1);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty("jsonrpc", "2.0");
    expect(answeredTooOften(sent, lines), `seed ${seed}`).toEqual([]);
  }
});

it("keeps no more of a line without an end than it takes, and ends with its input", async () => {
  const child = spawn(process.execPath, ["--max-old-space-size=64", MAIN, "qms"], {
    env: {},
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  child.stdin.end("x".repeat(150_000_000));
  expect(await closed).toEqual([0, null]);
});
