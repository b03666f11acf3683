import { ResourceNotFoundError, Server, type ServerContext } from "@modelcontextprotocol/server";
import type { ListedServer } from "../../../shared/mcp/tool-plan.ts";
import { failedAnswer } from "./failed-answer.ts";
import type { ToolCaller, ToolDesk } from "./tool-desk.ts";

export interface DeskServerOptions {
  readonly desk: ToolDesk;
  /** What it says of itself. */
  readonly listed: ListedServer;
  readonly version: string;
  /** Who calls over this server's connection. */
  readonly callerOf: (context: ServerContext) => Pick<ToolCaller, "user" | "door" | "key">;
  /** Takes a defect, for the log: the caller is told no more than that there was one. */
  readonly onFailed: (error: unknown) => void;
}

/** A server of the official kit for programs that reach the hub by themselves, over any transport. */
export function deskServer({ desk, listed, version, callerOf, onFailed }: DeskServerOptions): Server {
  const { name, instructions, tools } = listed;
  const server = new Server(
    { name, version },
    {
      capabilities: { tools: {}, ...(desk.resources === undefined ? {} : { resources: {} }) },
      instructions,
    },
  );
  server.setRequestHandler("tools/list", () => ({ tools: [...tools] }));
  server.setRequestHandler("tools/call", async ({ params }, context) => {
    const { signal } = context.mcpReq;
    const caller: ToolCaller = { ...callerOf(context), signal, tell: () => undefined };
    try {
      const { answer, onTaken } = await desk.call(caller, params.name, params.arguments);
      // Nothing tells here when an answer has arrived: it counts once it is on its way.
      if (!signal.aborted) onTaken?.();
      return { ...answer };
    } catch (error) {
      return { ...failedAnswer(error, onFailed) };
    }
  });
  const { resources } = desk;
  if (resources === undefined) return server;
  server.setRequestHandler("resources/list", ({ params }, context) =>
    resources.list(callerOf(context).user, params?.cursor),
  );
  server.setRequestHandler("resources/read", async ({ params: { uri } }, context) => {
    const text = await resources.read(callerOf(context).user, uri);
    if (text === undefined) throw new ResourceNotFoundError(uri);
    return text;
  });
  return server;
}
