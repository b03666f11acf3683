#!/usr/bin/env node
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { CALLS_VARIABLE } from "../../../shared/link/agent-calls.ts";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { forwardingServer } from "./forwarding-server.ts";
import { HubCalls } from "./hub-calls.ts";
import { LISTED_SERVERS } from "./listed-servers.ts";
import { ToldTransport } from "./told-transport.ts";

// `mcp NAME [--resources]`: an agent's program starts this for each server, and speaks with it over standard input and
// output. Resources are for those that ask: Claude Code has the tools of a server that offers some too late for its first
// request, and does not look for tools again.
const name = ServerName.safeParse(process.argv[2]).data;
if (name === undefined) {
  process.stderr.write(`usage: mcp ${ServerName.options.join(" | ")}\n`);
  process.exit(2);
}
const own = LISTED_SERVERS[name];
const listed = { ...own, hasResources: own.hasResources && process.argv.includes("--resources") };
const calls = new HubCalls(process.env[CALLS_VARIABLE]);
const untold = new Map<string | number, () => void>();
const transport = new ToldTransport(process.stdin, process.stdout, {
  onAnswered: (id) => {
    untold.get(id)?.();
    untold.delete(id);
  },
  onEnd: () => calls.close(),
});
const whenAnswered = (id: string | number, taken: () => void): void => void untold.set(id, taken);
serveStdio(({ era }) => forwardingServer({ name, listed, calls, era, whenAnswered }), {
  transport,
});
