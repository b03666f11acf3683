import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GUARD_CALL } from "../../../shared/link/hook-calls.ts";
import { ledgerFolder } from "../ledger/ledger-folder.ts";
import { readCalls } from "../ledger/read-calls.ts";
import { SessionStore } from "../runtimes/session/session-store.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

let test: TestHost;

beforeEach(async () => {
  test = await TestHost.create("echo ready; cat");
  await mkdir(join(test.project, "QMS"));
  await test.host.hub.start(QA);
});

afterEach(() => test.dispose());

/** Says that a tool was kept from running, as the hook does: it does not wait for an answer. */
async function tell(body: unknown, waits: boolean): Promise<string> {
  const session = await new SessionStore(join(test.project, ".quorum", "agents", QA)).latest();
  const socket = connect(session?.launch.callSocket ?? "");
  await once(socket, "connect");
  const key = randomBytes(16).toString("hex");
  socket.write(`${JSON.stringify({ message: "call", key, kind: GUARD_CALL, body })}\n`);
  const said = waits ? String((await once(socket, "data"))[0]) : "";
  socket.end();
  return said;
}

it("counts what the write guard kept from running among what was refused, and has it in the ledger", async () => {
  await tell({ tool: "Write", input: '{"file_path":"QMS/CR/CR-001.md"}' }, false);
  await tell({ tool: "Bash", input: '{"command":"echo x > QMS/' }, false);
  const folder = ledgerFolder(join(test.project, ".quorum"));
  await expect.poll(async () => (await readCalls(folder, { most: 9 })).length).toBe(2);
  expect(
    (await readCalls(folder, { most: 9 })).toSorted((a, b) => b.tool.localeCompare(a.tool)),
  ).toMatchObject([
    {
      ...{ user: "qa", door: "session", server: "qms", tool: "guard: Write", outcome: "refused" },
      arguments: '{"file_path":"QMS/CR/CR-001.md"}',
      reason: expect.stringContaining("below QMS/"),
    },
    { tool: "guard: Bash", outcome: "refused", arguments: expect.stringContaining("echo x > QMS/") },
  ]);
  const { servers } = await test.host.hub.toolHealth.check(QA);
  const qms = servers.find(({ server }) => server === "qms");
  expect(qms?.counts).toEqual({ done: 0, refused: 2, mismatch: 0, cancelled: 0, failed: 0 });
  expect(qms?.lastCalls.map(({ tool }) => tool).toSorted()).toEqual(["guard: Bash", "guard: Write"]);
});

it("refuses what is no such thing", async () => {
  expect(await tell({ tool: 7 }, true)).toContain("nothing that was kept from running");
  expect(await tell("x", true)).toContain("nothing that was kept from running");
});
