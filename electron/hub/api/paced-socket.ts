import type { WebSocket } from "ws";

/** What may wait in a socket before a stream waits for its reader: some of its largest parts. */
const WAITING_LIMIT_BYTES = 1_048_576;

type ServedSocket = Pick<WebSocket, "addEventListener" | "send">;

/**
 * A socket whose sending settles late when its reader is slow. The contract's streams wait for each part to be sent, and
 * put together what happens meanwhile.
 */
export function pacedSocket(socket: WebSocket): ServedSocket {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send: (data: Parameters<WebSocket["send"]>[0]): Promise<void> =>
      new Promise((resolve) => {
        // A socket that is gone takes nothing; its close ends the streams.
        socket.send(data, () => resolve());
        if (socket.bufferedAmount < WAITING_LIMIT_BYTES) resolve();
      }),
  };
}
