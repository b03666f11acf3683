import { WebSocket } from "ws";
import { HubError } from "../../../shared/contract/errors.ts";
import type { HubAddress } from "../project/hub-lock.ts";

/** A hub on this machine answers at once; one that does not within this is stuck. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** Opens a WebSocket of a running hub with its token; resolves when it is open. */
export function openHubSocket(
  { url, token }: Pick<HubAddress, "url" | "token">,
  path: string,
): Promise<WebSocket> {
  const target = new URL(path, url);
  target.protocol = "ws:";
  const socket = new WebSocket(target, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    // The bytes never leave this machine.
    perMessageDeflate: false,
  });
  socket.binaryType = "arraybuffer";
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    // It stays for the socket's life: after the opening, an error is followed by `close`, which is what counts.
    socket.on("error", (cause) => {
      reject(new HubError("unavailable", "The hub of this project does not answer.", { cause }));
    });
    socket.once("unexpected-response", (request, response) => {
      reject(
        new HubError("denied", `The hub of this project refused the connection (${response.statusCode}).`),
      );
      request.destroy();
    });
  });
}
