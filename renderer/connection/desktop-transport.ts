import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { HubClient } from "../../shared/contract/contract.ts";
import { PortReply, type DesktopBridge, type PortRequest } from "../../shared/contract/ports.ts";
import type { Link } from "./ahead.ts";
import { portPipe } from "./port-pipe.ts";
import { HubUnreachable, type Transport } from "./transport.ts";

/** A port comes within milliseconds; after this the main process has no hub to give. */
const PORT_TIMEOUT_MS = 5000;

/** Reaches the hub through the desktop app's main process. */
export function desktopTransport(
  bridge: DesktopBridge,
  page: Window,
  through: (link: Link) => Link = (link) => link,
): Transport {
  return {
    async connect(signal) {
      const port = await requestPort(bridge, page, { kind: "contract", id: crypto.randomUUID() });
      const closed = new Promise<void>((resolve) => {
        port.addEventListener("close", () => resolve());
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      void closed.then(() => port.close());
      port.start();
      const client: HubClient = createORPCClient(through(new RPCLink({ port })));
      return { client, closed, close: () => port.close() };
    },
    openTerminal: (agent) =>
      portPipe(requestPort(bridge, page, { kind: "terminal", id: crypto.randomUUID(), agent })),
    openShell: (agent) =>
      portPipe(requestPort(bridge, page, { kind: "shell", id: crypto.randomUUID(), agent })),
  };
}

function requestPort(bridge: DesktopBridge, page: Window, request: PortRequest): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      page.removeEventListener("message", onMessage);
    };
    const onMessage = (event: MessageEvent<unknown>): void => {
      if (event.source !== page) return;
      const reply = PortReply.safeParse(event.data);
      const port = event.ports[0];
      if (!reply.success || reply.data.id !== request.id || port === undefined) return;
      end();
      resolve(port);
    };
    const timer = setTimeout(() => {
      end();
      reject(new HubUnreachable("no port"));
    }, PORT_TIMEOUT_MS);
    page.addEventListener("message", onMessage);
    bridge.requestPort(request);
  });
}
