import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SessionStore } from "../runtimes/session/session-store.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

/** The server of tools as an agent's program starts it. */
export const SHIM = resolve(import.meta.dirname, "../../agentd/mcp/main.ts");

/** A hub with a QMS project in which `qa` runs, and the socket by which what runs in its session calls. */
export async function openSessionOfQa(): Promise<{ readonly test: TestHost; readonly socket: string }> {
  const test = await TestHost.create("echo ready; cat");
  await mkdir(join(test.project, "QMS"));
  await mkdir(join(test.project, ".claude", "agents"), { recursive: true });
  const agent = "---\nname: qa\ngroup: initiator\n---\n\nAn agent.\n";
  await writeFile(join(test.project, ".claude", "agents", "qa.md"), agent);
  await test.host.hub.start(QA);
  const session = await new SessionStore(join(test.project, ".quorum", "agents", QA)).latest();
  return { test, socket: session?.launch.callSocket ?? "" };
}
