import { WebSocket } from "ws";
import { HubError } from "../../shared/contract/errors.ts";
import { openHubSocket as openSocket } from "../hub/client/hub-socket.ts";
import { CommandError } from "./command-error.ts";
import { noHub, type RunningHub } from "./find-hub.ts";

/** A hub that does not answer a farewell within this is left without one. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Opens a WebSocket of the hub; where that fails it says what the person can do. */
export async function openHubSocket(hub: RunningHub, path: string): Promise<WebSocket> {
  try {
    return await openSocket(hub, path);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    if (error.code === "unavailable") throw noHub(hub.project, error);
    throw new CommandError(
      "The hub refused the token of this project's hub.json: restart the hub.",
      undefined,
      { cause: error },
    );
  }
}

/** Closes a WebSocket, and does not wait for long until the hub agrees. */
export function closeHubSocket(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CLOSED) return;
  const timeout = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
  socket.once("close", () => clearTimeout(timeout));
  socket.close();
}
