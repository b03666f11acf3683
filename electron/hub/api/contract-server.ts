import { RPCHandler as PortHandler } from "@orpc/server/message-port";
import { RPCHandler as SocketHandler } from "@orpc/server/ws";
import type { WebSocket } from "ws";
import type { Host } from "../host/host.ts";
import { pacedSocket } from "./paced-socket.ts";
import { createRouter } from "./router.ts";
import { throwWireError } from "./wire-error.ts";

/** A MessagePort of any make: the page's, a worker's, or Electron's in the main process. */
export type ContractPort = Parameters<PortHandler<Record<never, never>>["upgrade"]>[0];

/** Serves the contract to whoever is connected, over whichever transport. */
export interface ContractServer {
  connectPort(port: ContractPort): void;
  connectSocket(socket: WebSocket): void;
}

export function createContractServer(host: Host): ContractServer {
  const router = createRouter(host);
  const onWire = async <T>(call: { next(): Promise<T> }): Promise<T> => {
    try {
      return await call.next();
    } catch (error) {
      throwWireError(error, host.log);
      throw error;
    }
  };
  const options = { clientInterceptors: [onWire] };
  const ports = new PortHandler(router, options);
  const sockets = new SocketHandler(router, options);
  return {
    connectPort: (port) => ports.upgrade(port, { context: {} }),
    connectSocket: (socket) => void sockets.upgrade(pacedSocket(socket), { context: {} }),
  };
}
