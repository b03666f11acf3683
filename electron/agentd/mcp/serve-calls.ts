import type { Readable, Writable } from "node:stream";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { CALLS_VARIABLE } from "../../../shared/link/agent-calls.ts";
import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import type { ListedServer } from "../../../shared/mcp/tool-plan.ts";
import { forwardingServer } from "./forwarding-server.ts";
import { HubCalls } from "./hub-calls.ts";
import { ToldTransport } from "./told-transport.ts";

export interface ServeCallsOptions {
  readonly name: string;
  readonly listed: ListedServer;
  readonly input: Readable;
  readonly output: Writable;
  /** Requests that have their answer already. */
  readonly answered: readonly (string | number)[];
}

/** Serves a program whose opening is over, with the official kit. */
export function serveCalls({ name: given, listed, input, output, answered }: ServeCallsOptions): void {
  const name = ServerName.parse(given);
  const calls = new HubCalls(process.env[CALLS_VARIABLE]);
  const untold = new Map<string | number, () => void>();
  const transport = new ToldTransport(input, output, {
    answered,
    onAnswered: (id) => {
      untold.get(id)?.();
      untold.delete(id);
    },
    onEnd: () => calls.close(),
  });
  const whenAnswered = (id: string | number, taken: () => void): void => void untold.set(id, taken);
  serveStdio(({ era }) => forwardingServer({ name, listed, calls, era, whenAnswered }), { transport });
}
