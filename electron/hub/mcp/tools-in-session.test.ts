import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SessionStore } from "../runtimes/session/session-store.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

const SHIM = resolve(import.meta.dirname, "../../agentd/mcp/main.ts");

let test: TestHost;
let client: Client;

beforeEach(async () => {
  test = await TestHost.create("echo ready; cat");
  await mkdir(join(test.project, "QMS"));
  await mkdir(join(test.project, ".claude", "agents"), { recursive: true });
  const agent = "---\nname: qa\ngroup: initiator\n---\n\nAn agent.\n";
  await writeFile(join(test.project, ".claude", "agents", "qa.md"), agent);
  await test.host.hub.start(QA);
  const sessions = new SessionStore(join(test.project, ".quorum", "agents", "qa"));
  const socket = (await sessions.latest())?.launch.callSocket ?? "";
  client = new Client({ name: "test", version: "1.0.0" });
  // Whoever the environment says it is: the session is qa's.
  const env = { QUORUM_AGENTD: socket, QMS_USER: "lead" };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [SHIM, "qms", "--resources"],
      env,
      stderr: "inherit",
    }),
  );
});

afterEach(async () => {
  await client.close();
  await test.dispose();
});

async function call(name: string, given: Record<string, unknown>): Promise<string> {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
  return isError === true ? `failed: ${text}` : text;
}

function changeRecords(): Promise<string[]> {
  return readdir(join(test.project, "QMS", "CR"));
}

it("carries out what an agent's tools ask, as that agent and as nobody else", async () => {
  expect(await call("qms_create", { doc_type: "CR", title: "First" })).toContain("CR-001");
  expect(await call("qms_status", { doc_id: "CR-001" })).toContain("Responsible User: qa");
  expect(await call("qms_checkin", { doc_id: "CR-001", user: "lead" })).toContain(
    "failed: IDENTITY MISMATCH",
  );
  expect(await call("qms_fix", { doc_id: "CR-001" })).toContain("failed: Error: Only administrators");
});

it("has documents and the agent's own inbox to read, and tells of what changes there", async () => {
  await call("qms_create", { doc_type: "CR", title: "First" });
  const uri = "qms://documents/CR-001";
  await expect
    .poll(async () => JSON.stringify(await client.listResources()), { timeout: 5000 })
    .toContain(uri);
  const { contents } = await client.readResource({ uri });
  expect(JSON.stringify(contents)).toContain("First");
  for (const wrong of ["qms://documents/CR-999", "qms://inbox/..%2F..%2Fx", "file:///etc/passwd"])
    await expect(client.readResource({ uri: wrong })).rejects.toThrow(wrong);
  const told: string[] = [];
  client.setNotificationHandler(
    "notifications/resources/updated",
    ({ params }) => void told.push(params.uri),
  );
  client.setNotificationHandler("notifications/resources/list_changed", () => void told.push("list"));
  await client.subscribeResource({ uri });
  await call("qms_checkin", { doc_id: "CR-001" });
  await call("qms_message", { recipient: "qa", subject: "To myself", body: "Hello." });
  await expect.poll(() => new Set(told), { timeout: 5000 }).toEqual(new Set([uri, "list"]));
  const { resources } = await client.listResources();
  const message = resources.find(({ title }) => title === "To myself")?.uri ?? "";
  expect(JSON.stringify(await client.readResource({ uri: message }))).toContain("Hello.");
});

it("carries out once what was called before and while the hub was started anew", async () => {
  const calls = Array.from({ length: 8 }, (_, at) =>
    call("qms_create", { doc_type: "CR", title: `Change ${at}` }),
  );
  await test.host.close();
  calls.push(call("qms_create", { doc_type: "CR", title: "Meanwhile" }));
  await test.boot();
  await test.host.openProject(test.project);
  const texts = await Promise.all(calls);
  expect(texts.filter((text) => !text.includes("CR-00"))).toEqual([]);
  expect(await changeRecords()).toHaveLength(9);
});
