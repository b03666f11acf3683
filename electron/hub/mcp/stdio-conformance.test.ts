import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { runScenario } from "../testing/conformance-suite.test-support.ts";
import { StdioBridge } from "../testing/stdio-bridge.test-support.ts";
import type { TestHost } from "../testing/test-host.test-support.ts";
import { openSessionOfQa, SHIM } from "./session-of-qa.test-support.ts";

/** What the official suite, which speaks HTTP alone, asks of any server however it is reached. */
const SCENARIOS = [
  ["2025-06-18", "server-initialize"],
  ["2025-06-18", "ping"],
  ["2025-06-18", "tools-list"],
  ["2025-11-25", "server-initialize"],
  ["2025-11-25", "tools-list"],
  ["2026-07-28", "tools-list"],
] as const;
/** What it asks of a server with resources. */
const OF_RESOURCES = [
  ["2025-06-18", "resources-list"],
  ["2025-11-25", "resources-list"],
  ["2026-07-28", "resources-list"],
  ["2026-07-28", "sep-2164-resource-not-found"],
  ["2026-07-28", "caching"],
] as const;
const CASES = ServerName.options.flatMap((server) =>
  [...SCENARIOS, ...(server === "qms" ? OF_RESOURCES : [])].map(
    ([version, scenario]) => [server, version, scenario] as const,
  ),
);

let test: TestHost;
let socket = "";

beforeAll(async () => {
  ({ test, socket } = await openSessionOfQa());
});

afterAll(() => test.dispose());

function start(server: ServerName): ChildProcess {
  return spawn(process.execPath, [SHIM, server, "--resources"], {
    env: { QUORUM_AGENTD: socket },
    stdio: ["pipe", "pipe", "inherit"],
  });
}

it.each(CASES)(
  "the server %s of a session keeps to the protocol of %s: %s",
  { timeout: 60_000 },
  async (server, version, name) => {
    const folder = join(test.folder, "conformance", `${server}-${version}-${name}`);
    const bridge = await StdioBridge.open(() => start(server));
    try {
      const { passed, failed, said } = await runScenario({ url: bridge.url, name, version, folder });
      expect(failed, said).toEqual([]);
      expect(passed, said).toBeGreaterThan(0);
    } finally {
      await bridge.close();
    }
  },
);
