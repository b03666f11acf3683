import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import { QMS_SERVER } from "../../../shared/mcp/qms-tools.ts";
import { SessionStore } from "../runtimes/session/session-store.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

const SHIM = resolve(import.meta.dirname, "../../agentd/mcp/main.ts");
const ANO = AgentId.parse("ano");

let test: TestHost;

beforeEach(async () => {
  const more = { ano: { program: { command: "bash", args: ["-c", "cat"] } } };
  test = await TestHost.create("echo ready; cat", more);
  await mkdir(join(test.project, "QMS"));
  await mkdir(join(test.project, ".claude", "agents"), { recursive: true });
  for (const name of [QA, ANO])
    await writeFile(
      join(test.project, ".claude", "agents", `${name}.md`),
      `---\nname: ${name}\ngroup: initiator\n---\n`,
    );
  for (const agent of [QA, ANO]) await test.host.hub.start(agent);
});

afterEach(() => test.dispose());

async function socketOf(agent: string): Promise<string> {
  const sessions = new SessionStore(join(test.project, ".quorum", "agents", agent));
  return (await sessions.latest())?.launch.callSocket ?? "";
}

/** Says something at the door of a session, as any program in it can, and reads the answer. */
async function say(agent: string, key: string, body: object, more: object = {}): Promise<string> {
  const socket = connect(await socketOf(agent));
  await once(socket, "connect");
  socket.write(`${JSON.stringify({ message: "call", key, kind: "mcp", body, ...more })}\n`);
  const [bytes] = await once(socket, "data");
  socket.destroy();
  return String(bytes);
}

function tool(name: string, given: object): object {
  return { ask: "tool", server: "qms", name, arguments: given };
}

async function shim(agent: string, env: Readonly<Record<string, string>>): Promise<Client> {
  const client = new Client({ name: "lead", version: "1.0.0" });
  const socket = await socketOf(agent);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [SHIM, "qms", "--user", "lead"],
      env: { QUORUM_AGENTD: socket, ...env },
      stderr: "inherit",
    }),
  );
  return client;
}

it("takes whoever speaks in a session for its agent, whatever the environment and the message say", async () => {
  const create = tool("qms_create", { doc_type: "CR", title: "Mine" });
  const forged = { user: "lead", agent: "lead", from: "lead", caller: { user: "lead" } };
  expect(await say(QA, "0123456789abcdef-1", { ...create, ...forged }, forged)).toContain("CR-001");
  const status = tool("qms_status", { doc_id: "CR-001" });
  expect(await say(QA, "0123456789abcdef-2", status)).toContain("Responsible User: qa");
  for (const user of ["lead", "ano", "QA", "qa\u0000", "../qa", "qa lead"])
    expect(
      await say(QA, randomBytes(16).toString("hex"), tool("qms_fix", { doc_id: "CR-001", user })),
    ).toContain("IDENTITY MISMATCH");
  const first = await shim(QA, { QMS_USER: "lead", USER: "lead", QUORUM_USER: "lead" });
  const second = await shim(QA, { QMS_USER: "ano" });
  for (const client of [first, second]) {
    const answer = await client.callTool({ name: "qms_fix", arguments: { doc_id: "CR-001" } });
    expect(JSON.stringify(answer)).toContain("Only administrators");
    const checkin = await client.callTool({
      name: "qms_checkin",
      arguments: { doc_id: "CR-001", user: "ano" },
    });
    expect(JSON.stringify(checkin)).toContain("'qa' but you called with user='ano'");
    await client.close();
  }
});

it("gives nobody the answer to another agent's call, though its key is known", async () => {
  const key = "0123456789abcdef-of-qa";
  expect(await say(QA, key, tool("qms_create", { doc_type: "CR", title: "Of qa" }))).toContain("CR-001");
  expect(await say(ANO, key, tool("qms_create", { doc_type: "CR", title: "Of ano" }))).toContain("CR-002");
  const inbox = await say(ANO, key, tool("qms_inbox", {}));
  expect(inbox).not.toContain("CR-001");
});

it("finds no file by an id that leads out of the QMS, and changes none", async () => {
  await writeFile(join(test.project, "secret.md"), "---\ntitle: secret\n---\nA secret.\n");
  const before = (await readdir(test.project, { recursive: true })).filter(
    (path) => !path.startsWith(".quorum"),
  );
  const client = await shim(QA, {});
  const ids = [
    "../../secret",
    "CR-001/../../../secret",
    "/etc/passwd",
    "..\\..\\secret",
    "CR-001\u0000",
    "secret.md",
    "CR-001%2F..",
    "~",
    ".",
  ];
  const withId = QMS_SERVER.tools.filter(({ input }) => "doc_id" in input.shape);
  expect(withId.length).toBeGreaterThan(10);
  for (const { name } of withId)
    for (const doc_id of ids) {
      const given = { doc_id, ...(name === "qms_cancel" ? { confirm: true } : {}) };
      const said = JSON.stringify(await client.callTool({ name, arguments: given }));
      expect(said, `${name} ${doc_id}`).toContain('"isError":true');
      expect(said).not.toContain("A secret");
    }
  for (const item of ["../../../../secret.md", "/etc/passwd"])
    expect(
      JSON.stringify(await client.callTool({ name: "qms_inbox_archive", arguments: { item } })),
    ).toContain('"isError":true');
  await client.close();
  const after = (await readdir(test.project, { recursive: true })).filter(
    (path) => !path.startsWith(".quorum"),
  );
  expect(after.toSorted()).toEqual(before.toSorted());
  expect(await readFile(join(test.project, "secret.md"), "utf8")).toContain("A secret.");
});
