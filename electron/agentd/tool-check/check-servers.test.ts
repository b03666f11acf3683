import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ServerCheck } from "../../../shared/link/tool-checks.ts";
import { checkServers } from "./check-servers.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quorum-check-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** What comes of a server that is this script. */
async function check(script: string): Promise<ServerCheck["found"] | undefined> {
  const file = join(folder, "server.mjs");
  await writeFile(file, script);
  const command = { type: "stdio", command: process.execPath, args: [file], env: {} } as const;
  const checks = await checkServers({ servers: { test: command }, folder, environment: process.env });
  expect(checks.map(({ server }) => server)).toEqual(["test"]);
  return checks[0]?.found;
}

/** A server that answers each method as it is told. */
function answering(answers: Readonly<Record<string, object>>): string {
  return `
    import { createInterface } from "node:readline";
    const answers = ${JSON.stringify(answers)};
    for await (const line of createInterface({ input: process.stdin })) {
      const { id, method } = JSON.parse(line);
      if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, ...answers[method] }));
    }`;
}

const WELL = {
  initialize: { result: { protocolVersion: "2025-06-18", capabilities: {} } },
  "tools/list": { result: { tools: [{ name: "one" }] } },
  "quorum/hub": { result: {} },
};

it("finds the tools of a server, and the way through it", async () => {
  expect(await check(answering(WELL))).toMatchObject({
    kind: "answered",
    tools: [{ name: "one" }],
    hub: { kind: "reached" },
  });
});

it("says in a sentence what is wrong", async () => {
  const away = { error: { code: -32603, message: "No hub is there." } };
  expect(await check(answering({ ...WELL, "quorum/hub": away }))).toMatchObject({
    kind: "answered",
    hub: { kind: "not-reached", reason: "No hub is there." },
  });
  expect(await check(answering({ ...WELL, "tools/list": { result: { tools: 5 } } }))).toEqual({
    kind: "silent",
    reason: "Its list of tools is none.",
  });
  expect(await check(`console.error("no such thing"); process.exit(3)`)).toEqual({
    kind: "silent",
    reason: "It ended with code 3 before it answered. no such thing",
  });
  expect(await check(`console.log("ready"); setInterval(() => {}, 1000)`)).toEqual({
    kind: "silent",
    reason: "It answers something that is not of the protocol.",
  });
});

it("says that a server cannot be started at all", async () => {
  const command = { type: "stdio", command: join(folder, "none"), args: [], env: {} } as const;
  const [one] = await checkServers({ servers: { test: command }, folder, environment: process.env });
  expect(one?.found).toMatchObject({
    kind: "silent",
    reason: expect.stringContaining("could not be started"),
  });
});
