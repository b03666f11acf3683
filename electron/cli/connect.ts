import type { HubClient } from "../../shared/contract/contract.ts";
import { clientOver } from "../hub/client/hub-client.ts";
import { NoHubError } from "./command-error.ts";
import type { RunningHub } from "./find-hub.ts";
import { closeHubSocket, openHubSocket } from "./hub-socket.ts";

/** Does some work with a client of the hub, and closes the connection after it. */
export async function withHub<T>(hub: RunningHub, work: (client: HubClient) => Promise<T>): Promise<T> {
  const socket = await openHubSocket(hub, "/rpc");
  let isGone = false;
  socket.once("close", () => {
    isGone = true;
  });
  try {
    return await work(clientOver(socket));
  } catch (error) {
    // What was being waited for fails in some way of its own when the connection goes; this is the reason.
    if (isGone) throw new NoHubError("The hub went away before it answered.", { cause: error });
    throw error;
  } finally {
    closeHubSocket(socket);
  }
}
