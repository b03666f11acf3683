import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { WebSocket } from "ws";
import type { HubClient } from "../../../shared/contract/contract.ts";

type LinkOptions = ConstructorParameters<typeof RPCLink>[0];

/** A typed client of the contract on an open socket. */
export function clientOver(socket: WebSocket): HubClient {
  // `ws` has the standard interface, but declares a listener's options in its own words.
  return createORPCClient(new RPCLink({ websocket: socket as unknown as LinkOptions["websocket"] }));
}
