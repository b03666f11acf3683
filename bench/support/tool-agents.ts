import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { SessionStore } from "../../electron/hub/runtimes/session/session-store.ts";
import type { ServerName } from "../../shared/mcp/mcp-calls.ts";
import { ROOT, type BenchServer } from "./bench-server.ts";

/** The program that an agent's program starts for each server of tools. */
const SHIM = resolve(ROOT, "out/agentd/mcp.js");

/** Makes users of the QMS in a project. */
export function prepareUsers(project: string, names: readonly string[]): void {
  mkdirSync(join(project, "QMS"), { recursive: true });
  mkdirSync(join(project, ".claude", "agents"), { recursive: true });
  for (const name of names)
    writeFileSync(
      join(project, ".claude", "agents", `${name}.md`),
      `---\nname: ${name}\ngroup: initiator\n---\n`,
    );
}

/** Where an agent's session takes calls. */
export async function callSocketOf({ project }: BenchServer, agent: string): Promise<string> {
  const latest = await new SessionStore(join(project, ".quorum", "agents", agent)).latest();
  if (latest?.launch.callSocket === undefined) throw new Error(`${agent} has no session that takes calls`);
  return latest.launch.callSocket;
}

/** A client of the official kit on a server of an agent's tools, as the agent's program starts it. */
export async function connectShim(
  socket: string,
  server: ServerName,
  cache: string,
): Promise<{ readonly client: Client; readonly transport: StdioClientTransport }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [SHIM, server],
    env: { QUORUM_AGENTD: socket, NODE_COMPILE_CACHE: cache },
    stderr: "inherit",
  });
  const client = new Client({ name: "bench", version: "1.0.0" });
  await client.connect(transport);
  return { client, transport };
}
