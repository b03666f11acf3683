import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { answeredTooOften, randomLine } from "../../../shared/mcp/random-traffic.test-support.ts";
import type { TestHost } from "../testing/test-host.test-support.ts";
import { openSessionOfQa, SHIM } from "./session-of-qa.test-support.ts";

const HELLO = [
  '{"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}',
  '{"jsonrpc":"2.0","method":"notifications/initialized"}',
];
const LAST = '{"jsonrpc":"2.0","id":"the last","method":"tools/call","params":{"name":"git_help"}}';

let test: TestHost;
let socket = "";

beforeAll(async () => {
  ({ test, socket } = await openSessionOfQa());
});

afterAll(() => test.dispose());

it.each(ServerName.options)(
  "the hub outlives whatever comes through %s, and answers nothing twice",
  async (server) => {
    for (let seed = 0; seed < rounds(2); seed += 1) {
      const random = seededRandom(seed);
      const sent = [...HELLO, ...Array.from({ length: 300 }, () => randomLine(random)), LAST];
      const child = spawn(process.execPath, [SHIM, server, "--resources"], {
        env: { QUORUM_AGENTD: socket },
        stdio: ["pipe", "pipe", "inherit"],
      });
      const closed = once(child, "close");
      child.stdin.write(`${sent.join("\n")}\n`);
      let said = "";
      for await (const piece of child.stdout.setEncoding("utf8")) {
        said += String(piece);
        if (said.includes('"the last"') && said.endsWith("\n")) break;
      }
      child.stdin.end();
      expect(await closed, `seed ${seed}`).toEqual([0, null]);
      const lines = said.trimEnd().split("\n");
      for (const line of lines) expect(JSON.parse(line)).toHaveProperty("jsonrpc", "2.0");
      expect(answeredTooOften(sent, lines), `seed ${seed}`).toEqual([]);
    }
    expect(test.agent().state.kind).toBe("running");
    expect(test.logLines.filter((line) => line.includes('"error"'))).toEqual([]);
  },
);
