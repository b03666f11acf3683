import type { McpRequestContext } from "@modelcontextprotocol/server";
import type { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import type { ListedServer } from "../../../shared/mcp/tool-plan.ts";
import type { HubCalls } from "./hub-calls.ts";

/** What a server that forwards is made of. */
export interface ForwardingOptions {
  readonly name: ServerName;
  /** What it says of itself. */
  readonly listed: ListedServer;
  readonly calls: HubCalls;
  /** Which generation of the protocol the program speaks. */
  readonly era: McpRequestContext["era"];
  /** Takes what is to be done when the answer to a request has been written out. */
  readonly whenAnswered: (id: string | number, taken: () => void) => void;
}
