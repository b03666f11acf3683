import { WebSocket } from "ws";
import { CommandError } from "./command-error.ts";
import { noHub, type RunningHub } from "./find-hub.ts";

/** A hub on this machine answers at once; one that does not within this is stuck. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** A hub that does not answer a farewell within this is left without one. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Opens a WebSocket of the hub, with its token; the promise settles when it is open or cannot be. */
export function openHubSocket(hub: RunningHub, path: string): Promise<WebSocket> {
  const url = new URL(path, hub.url);
  url.protocol = "ws:";
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${hub.token}` },
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    // The bytes never leave this machine.
    perMessageDeflate: false,
  });
  socket.binaryType = "arraybuffer";
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    // It stays for the socket's life: after the opening, an error is followed by `close`, which is what counts.
    socket.on("error", (error) => reject(noHub(hub.project, error)));
    socket.once("unexpected-response", (request, response) => {
      reject(refusal(response.statusCode));
      request.destroy();
    });
  });
}

/** Closes a WebSocket, and does not wait for long until the hub agrees. */
export function closeHubSocket(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CLOSED) return;
  const timeout = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
  socket.once("close", () => clearTimeout(timeout));
  socket.close();
}

function refusal(status: number | undefined): CommandError {
  if (status === 401 || status === 403) {
    return new CommandError("The hub refused the token of this project's hub.json: restart the hub.");
  }
  return new CommandError(`The hub refused the connection (HTTP ${String(status)}).`);
}
