import { Server } from "@modelcontextprotocol/server";
import { z } from "zod";
import { HUB_METHOD } from "../../../shared/link/tool-checks.ts";
import { ToolAnswer, type McpCall } from "../../../shared/mcp/mcp-calls.ts";
import { passNews } from "../../../shared/mcp/pass-news.ts";
import type { ForwardingOptions } from "./forwarding-options.ts";
import { asProtocolError, forwardResources } from "./forward-resources.ts";
import { CallProblem } from "./hub-calls.ts";
import { fileOf } from "./named-file.ts";
import { capabilitiesOf, serverInfo } from "./opening.ts";

/**
 * A server that says by itself which tools there are, whether or not a hub is there, and has the hub carry out each call
 * of one. A program takes the list of tools with its first request, and never asks again.
 */
export function forwardingServer({ name, listed, calls, era, whenAnswered }: ForwardingOptions): Server {
  const { instructions } = listed;
  const server = new Server(serverInfo(listed), { capabilities: capabilitiesOf(listed), instructions });
  if (listed.hasResources) forwardResources(server, { name, era, calls });
  server.setRequestHandler(HUB_METHOD, { params: z.unknown() }, async (_params, { mcpReq }) => {
    const reached = calls.call({ ask: "reach", server: name }, mcpReq.signal, () => undefined);
    (await reached.catch(asProtocolError)).taken();
    return {};
  });
  const tools = [...listed.tools];
  if (tools.length === 0) return server;
  server.setRequestHandler("tools/list", () => ({ tools }));
  server.setRequestHandler("tools/call", async ({ params }, { mcpReq }) => {
    try {
      const file = await fileOf(params.arguments);
      const call: McpCall = {
        ask: "tool",
        server: name,
        name: params.name,
        arguments: params.arguments ?? {},
        ...(file === undefined ? {} : { file }),
      };
      const reply = await calls.call(call, mcpReq.signal, (news) => void passNews(news, mcpReq));
      whenAnswered(mcpReq.id, reply.taken);
      return { ...ToolAnswer.parse(reply.result) };
    } catch (error) {
      const sentence =
        error instanceof CallProblem
          ? error.message
          : "The answer of the hub makes no sense to this session.";
      return { content: [{ type: "text", text: `Error: ${sentence}` }], isError: true };
    }
  });
  return server;
}
