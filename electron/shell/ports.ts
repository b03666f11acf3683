import { ipcMain, MessageChannelMain } from "electron";
import { PORT_CHANNEL, PortRequest } from "../../shared/contract/ports.ts";
import { assertNever } from "../../shared/base/assert-never.ts";
import { HubError } from "../../shared/contract/errors.ts";
import type { ContractServer } from "../hub/api/contract-server.ts";
import type { Host } from "../hub/host/host.ts";
import type { Logger } from "../hub/log/logger.ts";
import { pipeOverPort } from "./message-port-pipe.ts";
import { pageOf } from "./page-sender.ts";

export interface PortDependencies {
  readonly host: Pick<Host, "openShell" | "openTerminal">;
  readonly contract: ContractServer;
  readonly log: Logger;
}

/** Hands the page the ports that it asks for: one to the contract, one for each open terminal or shell. */
export function servePorts({ host, contract, log }: PortDependencies): void {
  ipcMain.on(PORT_CHANNEL, (event, value: unknown) => {
    const frame = pageOf(event, log);
    if (frame === undefined) return;
    const request = PortRequest.safeParse(value);
    if (!request.success) {
      log.warn("refused a request for a port that does not parse");
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    connect(request.data, port1, { host, contract });
    frame.postMessage(PORT_CHANNEL, { channel: PORT_CHANNEL, id: request.data.id }, [port2]);
  });
}

function connect(
  request: PortRequest,
  port: Electron.MessagePortMain,
  { host, contract }: Omit<PortDependencies, "log">,
): void {
  switch (request.kind) {
    case "contract":
      contract.connectPort(port);
      port.start();
      return;
    case "terminal":
    case "shell": {
      const pipe = pipeOverPort(port);
      try {
        if (request.kind === "terminal") host.openTerminal(request.agent, pipe);
        else host.openShell(request.agent, pipe);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        // The agent or its project is gone; the page hears so from the contract.
        pipe.close();
      }
      return;
    }
    default:
      assertNever(request);
  }
}
