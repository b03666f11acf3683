import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { HubClient } from "../../shared/contract/contract.ts";
import type { Link } from "./ahead.ts";
import { socketPipe } from "./socket-pipe.ts";
import { HubUnreachable, TokenRefused, type Transport } from "./transport.ts";

/** Reaches the hub of the server that this page came from. */
export function browserTransport(
  origin: string,
  token: string,
  through: (link: Link) => Link = (link) => link,
): Transport {
  const openSocket = (path: string): WebSocket =>
    new WebSocket(new URL(path, origin.replace(/^http/, "ws")), ["quorum", `quorum.token.${token}`]);

  return {
    async connect(signal) {
      const socket = openSocket("/rpc");
      socket.binaryType = "arraybuffer";
      const closed = new Promise<void>((resolve) => {
        socket.addEventListener("close", () => resolve(), { once: true });
      });
      signal.addEventListener("abort", () => socket.close(), { once: true });
      const opened = new Promise<"opened">((resolve) => {
        socket.addEventListener("open", () => resolve("opened"), { once: true });
      });
      if ((await Promise.race([opened, closed])) !== "opened") throw await reasonFor(origin, signal);
      const client: HubClient = createORPCClient(through(new RPCLink({ websocket: socket })));
      return { client, closed, close: () => socket.close() };
    },
    openTerminal: (agent) => socketPipe(openSocket(`/terminal?agent=${encodeURIComponent(agent)}`)),
    openShell: (agent) => socketPipe(openSocket(`/shell?agent=${encodeURIComponent(agent)}`)),
  };
}

/** A browser does not tell why a socket was refused; whether the server answers at all hints at it. */
async function reasonFor(origin: string, signal: AbortSignal): Promise<Error> {
  const isThere = await fetch(origin, { method: "HEAD", cache: "no-store", signal }).then(
    (response) => response.ok,
    () => false,
  );
  return isThere ? new TokenRefused("refused") : new HubUnreachable("unreachable");
}
