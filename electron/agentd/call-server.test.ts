import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { MAX_CALL_BYTES } from "../../shared/link/agent-calls.ts";
import type { SessionMessage } from "../../shared/link/link-frames.ts";
import { rounds, seededRandom } from "../../shared/base/seeded-random.test-support.ts";
import { randomLine } from "../../shared/mcp/random-traffic.test-support.ts";
import { CallRelay } from "./call-relay.ts";
import { CallServer } from "./call-server.ts";

const isWindows = process.platform === "win32";

let folder = "";
let path = "";
let relay: CallRelay;
let server: CallServer;
let said: SessionMessage[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "calls-"));
  path = isWindows ? `\\\\.\\pipe\\calls-${randomBytes(8).toString("hex")}` : join(folder, "calls.sock");
  relay = new CallRelay();
  said = [];
  relay.linked((message) => {
    said.push(message);
    // Answers with what was asked.
    if (message.kind === "call")
      setImmediate(() => relay.answer({ kind: "call-answer", id: message.id, result: message.call.body }));
  });
  server = await CallServer.listen(path, relay);
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function connected(): Promise<Socket> {
  const socket = connect(path);
  await once(socket, "connect");
  return socket;
}

function line(message: object): string {
  return `${JSON.stringify(message)}\n`;
}

const KEY = "0123456789abcdef";

it.skipIf(isWindows)("is for this user alone", () => {
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it("answers many calls on one connection, each with its key", async () => {
  const socket = await connected();
  const keys = Array.from({ length: 20 }, (_, at) => `${KEY}-${at}`);
  const replies: unknown[] = [];
  const done = new Promise<void>((resolve) => {
    let rest = "";
    socket.on("data", (bytes) => {
      const lines = (rest + bytes.toString()).split("\n");
      rest = lines.pop() ?? "";
      replies.push(...lines.map((reply): unknown => JSON.parse(reply)));
      if (replies.length === keys.length) resolve();
    });
  });
  for (const key of keys) socket.write(line({ message: "call", key, kind: "qms", body: { key } }));
  await done;
  expect(replies).toEqual(keys.map((key) => ({ key, result: { key } })));
  socket.end(line({ message: "taken", key: keys[0] }));
  await once(socket, "close");
  expect(said.at(-1)).toEqual({ kind: "call-taken", key: keys[0] });
});

it.each([
  ["no JSON", "hello\n"],
  ["another JSON", "[1, 2]\n"],
  ["a call without a key", line({ message: "call", kind: "qms", body: 1 })],
  ["a call with a strange key", line({ message: "call", key: "../../etc/passwd!", kind: "qms", body: 1 })],
  ["a line that never ends", "x".repeat(MAX_CALL_BYTES + 1)],
  [
    "a call that is too large",
    line({ message: "call", key: KEY, kind: "qms", body: "x".repeat(MAX_CALL_BYTES) }),
  ],
])("lets go of who sends %s, and no one else", async (_what, bytes) => {
  const [good, bad] = [await connected(), await connected()];
  bad.on("error", () => undefined);
  bad.write(bytes);
  expect(JSON.parse(await text(bad))).toEqual({
    key: "",
    problem: "This is not a call, or it is too large.",
  });
  expect(said).toEqual([]);
  good.write(line({ message: "call", key: KEY, kind: "qms", body: "still here" }));
  const [reply] = await once(good, "data");
  expect(JSON.parse(String(reply))).toEqual({ key: KEY, result: "still here" });
  good.destroy();
});

it("takes calls of almost any size", async () => {
  const socket = await connected();
  const body = "ü".repeat(400_000);
  socket.write(line({ message: "call", key: KEY, kind: "qms", body }));
  let reply = "";
  for await (const bytes of socket.setEncoding("utf8")) {
    reply += String(bytes);
    if (reply.endsWith("\n")) break;
  }
  expect(JSON.parse(reply).result.length).toBe(body.length);
});

it("serves whoever is in their senses, whatever others send meanwhile", async () => {
  const good = await connected();
  good.setEncoding("utf8");
  for (let seed = 0; seed < rounds(30); seed += 1) {
    const random = seededRandom(seed);
    const bad = await connected();
    bad.on("error", () => undefined);
    // Right in the beginning, so that it is not let go of at once.
    bad.write(line({ message: "call", key: KEY, kind: "mcp", body: randomLine(random) }));
    bad.write(line({ message: "cancel", key: KEY }) + line({ message: "taken", key: KEY }));
    for (let lines = random.below(5); lines >= 0; lines -= 1) bad.write(`${randomLine(random)}\n`);
    if (random.below(2) === 0) bad.destroy();
    good.write(line({ message: "call", key: `${KEY}-${seed}`, kind: "qms", body: seed }));
    expect(JSON.parse(String((await once(good, "data"))[0]))).toEqual({
      key: `${KEY}-${seed}`,
      result: seed,
    });
    bad.destroy();
  }
  good.destroy();
});
