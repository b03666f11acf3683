import { ResourceNotFoundError, Server, type ServerContext } from "@modelcontextprotocol/server";
import type { ToolNews } from "../../../shared/mcp/mcp-calls.ts";
import { passNews } from "../../../shared/mcp/pass-news.ts";
import type { ListedServer } from "../../../shared/mcp/tool-plan.ts";
import { failedAnswer } from "./failed-answer.ts";
import type { ToolCaller, ToolDesk } from "./tool-desk.ts";

/** What is called, as it was given. */
export interface CalledTool {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, unknown>> | undefined;
  readonly _meta?: Readonly<Record<string, unknown>> | undefined;
}

export interface DeskServerOptions {
  readonly desk: ToolDesk;
  /** What it says of itself. */
  readonly listed: ListedServer;
  readonly version: string;
  /** Who calls over this server's connection; the key is that of what is called, where anything is. */
  readonly callerOf: (
    context: ServerContext,
    called?: CalledTool,
  ) => Pick<ToolCaller, "user" | "door" | "key">;
  /** Whether whoever connects can be told of changes of what there is to read; not if left out. */
  readonly tellsOfChanges?: boolean;
  /** Takes a defect, for the log: the caller is told no more than that there was one. */
  readonly onFailed: (error: unknown) => void;
}

/** A server of the official kit for programs that reach the hub by themselves, over any transport. */
export function deskServer(options: DeskServerOptions): Server {
  const { desk, listed, version, callerOf, tellsOfChanges = false, onFailed } = options;
  const { name, instructions, tools } = listed;
  const reading = tellsOfChanges ? { subscribe: true, listChanged: true } : {};
  const server = new Server(
    { name, version },
    {
      capabilities: {
        tools: {},
        logging: {},
        ...(desk.resources === undefined ? {} : { resources: reading }),
      },
      instructions,
    },
  );
  server.setRequestHandler("tools/list", () => ({ tools: [...tools] }));
  server.setRequestHandler("tools/call", async ({ params }, context) => {
    const { mcpReq } = context;
    const { signal } = mcpReq;
    const tell = (news: ToolNews): void => void passNews(news, mcpReq);
    const caller: ToolCaller = { ...callerOf(context, params), signal, tell };
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
