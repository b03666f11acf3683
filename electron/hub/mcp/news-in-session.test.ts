import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeLock } from "../qms/testing/taken-lock.test-support.ts";
import { QA, type TestHost } from "../testing/test-host.test-support.ts";
import { openSessionOfQa, SHIM } from "./session-of-qa.test-support.ts";

let test: TestHost;
let client: Client;

beforeEach(async () => {
  const session = await openSessionOfQa();
  test = session.test;
  const env = { QUORUM_AGENTD: session.socket };
  client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [SHIM, "qms"], env, stderr: "inherit" }),
  );
});

afterEach(async () => {
  await client.close();
  await test.dispose();
});

async function cancelled(): Promise<number> {
  const stop = new AbortController();
  for await (const { agents } of test.host.hub.toolHealth.changes(stop.signal)) {
    const servers = agents.find(({ agent }) => agent === QA)?.servers;
    return servers?.find(({ server }) => server === "qms")?.counts.cancelled ?? 0;
  }
  return 0;
}

it("tells an agent what its call waits for, and leaves undone what the agent does not want any more", async () => {
  const create = (title: string) => ({ name: "qms_create", arguments: { doc_type: "CR", title } });
  await client.callTool(create("First"));
  const giveBack = takeLock(test.project);
  const remarks: unknown[] = [];
  client.setNotificationHandler("notifications/message", ({ params }) => void remarks.push(params.data));
  const told: string[] = [];
  const progress: number[] = [];
  const onprogress = (news: { readonly progress: number; readonly message?: string | undefined }): void => {
    progress.push(news.progress);
    told.push(news.message ?? "");
  };
  const cancel = new AbortController();
  const unwanted = client.callTool(create("Unwanted"), { signal: cancel.signal });
  const waiting = client.callTool(create("Second"), { onprogress });
  await expect.poll(() => progress.length, { timeout: 5000 }).toBeGreaterThan(1);
  expect(told[0]).toContain("Another program is at work on the QMS");
  expect(progress).toEqual([...new Set(progress)].toSorted((a, b) => a - b));
  expect(remarks).toContain("Another program is at work on the QMS.");
  cancel.abort();
  await expect(unwanted).rejects.toThrow("abort");
  await expect.poll(cancelled, { timeout: 5000 }).toBe(1);
  giveBack();
  expect(JSON.stringify(await waiting)).toContain("CR-002");
  expect(await readdir(join(test.project, "QMS", "CR"))).toHaveLength(2);
});
