import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type Server,
} from "@modelcontextprotocol/server";
import { ResourceNews, ResourcePage, ResourceText } from "../../../shared/mcp/mcp-calls.ts";
import type { ForwardingOptions } from "./forwarding-options.ts";
import { CallProblem } from "./hub-calls.ts";

/** A hub that is away is looked for again this often; nobody waits for it. */
const WATCH_AGAIN_MS = 15_000;

/** Has the hub say what can be read and what is in it, and tells of changes from the first time on that somebody looks. */
export function forwardResources(
  server: Server,
  { name, era, calls }: Pick<ForwardingOptions, "name" | "era" | "calls">,
): void {
  const subscribed = new Set<string>();
  let isWatching = false;
  const never = new AbortController();

  server.setRequestHandler("resources/list", async ({ params }) => {
    watch();
    const cursor = params?.cursor === undefined ? {} : { cursor: params.cursor };
    const asked = calls.call({ ask: "resources", server: name, ...cursor }, never.signal, () => undefined);
    const { nextCursor, resources } = ResourcePage.parse((await asked.catch(asProtocolError)).result);
    return nextCursor === undefined ? { resources } : { resources, nextCursor };
  });
  server.setRequestHandler("resources/read", async ({ params: { uri } }, { mcpReq }) => {
    const asked = calls.call({ ask: "read", server: name, uri }, mcpReq.signal, () => undefined);
    const { contents } = ResourceText.parse((await asked.catch(asProtocolError)).result);
    if (contents.length === 0) throw new ResourceNotFoundError(uri);
    return { contents };
  });
  server.setRequestHandler("resources/subscribe", ({ params: { uri } }) => {
    subscribed.add(uri);
    watch();
    return {};
  });
  server.setRequestHandler("resources/unsubscribe", ({ params: { uri } }) => {
    subscribed.delete(uri);
    return {};
  });

  function watch(): void {
    if (isWatching) return;
    isWatching = true;
    calls
      .call({ ask: "watch", server: name }, never.signal, (news) => void tell(news))
      .catch(() => undefined)
      .finally(() => {
        isWatching = false;
        setTimeout(watch, WATCH_AGAIN_MS).unref();
      });
  }

  async function tell(given: unknown): Promise<void> {
    const news = ResourceNews.safeParse(given).data;
    if (news === undefined) return;
    try {
      if (news.isListChanged) await server.sendResourceListChanged();
      for (const uri of news.changed)
        // Newer programs say elsewhere what they want to hear of, and the kit keeps to it.
        if (era === "modern" || subscribed.has(uri)) await server.sendResourceUpdated({ uri });
    } catch {
      // Nobody is there to hear it.
    }
  }
}

/** Why the hub did not answer, as a refusal of the protocol. */
export function asProtocolError(error: unknown): never {
  if (!(error instanceof CallProblem)) throw error;
  throw new ProtocolError(ProtocolErrorCode.InternalError, error.message);
}
