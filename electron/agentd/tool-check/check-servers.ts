import { CHECKING_PROGRAM } from "../../../shared/link/hook-calls.ts";
import { HUB_METHOD, type ServerCheck } from "../../../shared/link/tool-checks.ts";
import type { McpServerCommand } from "../mcp-servers.ts";
import { ServerConversation, ServerSilence, type ServerStart } from "./server-conversation.ts";

/** A server is there within a fifth of a second; a machine under load is given time. */
const START_PATIENCE_MS = 15_000;
/** Longer than calls wait for a hub that is away. */
const HUB_PATIENCE_MS = 12_000;

export interface CheckServersOptions extends Omit<ServerStart, "command"> {
  readonly servers: Readonly<Record<string, McpServerCommand>>;
}

/** Starts each server as the program does, asks it what it has, and has it ask the hub. One after the other, to disturb nobody. */
export async function checkServers({ servers, ...place }: CheckServersOptions): Promise<ServerCheck[]> {
  const checks: ServerCheck[] = [];
  for (const [server, command] of Object.entries(servers))
    checks.push({ server, found: await check({ ...place, command }) });
  return checks;
}

async function check(start: ServerStart): Promise<ServerCheck["found"]> {
  const began = performance.now();
  const server = new ServerConversation(start);
  try {
    await server.request("initialize", HELLO, START_PATIENCE_MS);
    server.notify("notifications/initialized");
    const tools = toolsIn(await server.request("tools/list", {}, START_PATIENCE_MS));
    const startMs = performance.now() - began;
    return { kind: "answered", startMs, tools, hub: await reachHub(server) };
  } catch (error) {
    if (!(error instanceof ServerSilence)) throw error;
    return { kind: "silent", reason: error.message };
  } finally {
    server.close();
  }
}

type Answered = Extract<ServerCheck["found"], { kind: "answered" }>;

async function reachHub(server: ServerConversation): Promise<Answered["hub"]> {
  try {
    // The first time the server loads what it forwards with.
    await server.request(HUB_METHOD, {}, HUB_PATIENCE_MS);
    const asked = performance.now();
    await server.request(HUB_METHOD, {}, HUB_PATIENCE_MS);
    return { kind: "reached", ms: performance.now() - asked };
  } catch (error) {
    if (!(error instanceof ServerSilence)) throw error;
    return { kind: "not-reached", reason: error.message };
  }
}

const HELLO = {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: CHECKING_PROGRAM, version: "1.0.0" },
};

function toolsIn(result: unknown): unknown[] {
  const tools = typeof result === "object" && result !== null && "tools" in result ? result.tools : undefined;
  if (!Array.isArray(tools)) throw new ServerSilence("Its list of tools is none.");
  return tools.slice(0, 500);
}
