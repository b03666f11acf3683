import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { TestHost } from "../testing/test-host.test-support.ts";
import { openSessionOfQa, SHIM } from "./session-of-qa.test-support.ts";

let test: TestHost;
let socket = "";
let client: Client;

beforeEach(async () => {
  ({ test, socket } = await openSessionOfQa());
  client = await connected("qms");
});

afterEach(async () => {
  await client.close();
  await test.dispose();
});

async function connected(server: string): Promise<Client> {
  const connecting = new Client({ name: "test", version: "1.0.0" });
  // Whoever the environment says it is: the session is qa's.
  const env = { QUORUM_AGENTD: socket, QMS_USER: "lead" };
  const args = [SHIM, server, "--resources"];
  await connecting.connect(
    new StdioClientTransport({ command: process.execPath, args, env, stderr: "inherit" }),
  );
  return connecting;
}

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

it.each(["qms", "documents"])(
  "has documents and the agent's own inbox to read from %s, and tells of what changes there",
  async (server) => {
    const reader = await connected(server);
    await call("qms_create", { doc_type: "CR", title: "First" });
    const uri = "qms://documents/CR-001";
    await expect
      .poll(async () => JSON.stringify(await reader.listResources()), { timeout: 5000 })
      .toContain(uri);
    const { contents } = await reader.readResource({ uri });
    expect(JSON.stringify(contents)).toContain("First");
    for (const wrong of ["qms://documents/CR-999", "qms://inbox/..%2F..%2Fx", "file:///etc/passwd"])
      await expect(reader.readResource({ uri: wrong })).rejects.toThrow(wrong);
    if (server === "documents")
      await expect(reader.request({ method: "tools/list" })).rejects.toThrow("not found");
    const told: string[] = [];
    reader.setNotificationHandler(
      "notifications/resources/updated",
      ({ params }) => void told.push(params.uri),
    );
    reader.setNotificationHandler("notifications/resources/list_changed", () => void told.push("list"));
    await reader.subscribeResource({ uri });
    await call("qms_checkin", { doc_id: "CR-001" });
    await call("qms_message", { recipient: "qa", subject: "To myself", body: "Hello." });
    await expect.poll(() => new Set(told), { timeout: 5000 }).toEqual(new Set([uri, "list"]));
    const { resources } = await reader.listResources();
    const message = resources.find(({ title }) => title === "To myself")?.uri ?? "";
    expect(JSON.stringify(await reader.readResource({ uri: message }))).toContain("Hello.");
    await reader.close();
  },
);

it("answers at whatever length fits, in one piece, and says of more how large it is", async () => {
  await call("qms_create", { doc_type: "CR", title: "Long" });
  const file = join(test.project, "QMS", "CR", "CR-001", "CR-001-draft.md");
  const short = await readFile(file, "utf8");
  const read = (): Promise<string> => call("qms_read", { doc_id: "CR-001", draft: true });
  for (const chars of [3_000_000, 8_000_000]) {
    await writeFile(file, `${short}\n${"a line of text\n".repeat(chars / 15)}the end`);
    const text = await read();
    expect(text.length).toBeGreaterThan(chars);
    expect(text).toContain("the end");
  }
  await writeFile(file, `${short}\n${"a line of text\n".repeat(640_000)}the end`);
  expect(await read()).toMatch(/^failed: Error: The answer is too large for a session: 1\d\.\d MB/);
  expect(await call("qms_status", { doc_id: "CR-001" })).toContain("CR-001");
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
