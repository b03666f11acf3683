import { WebSocket } from "ws";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { Emitter } from "../../../shared/base/emitter.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import type { RunningHub } from "../find-hub.ts";
import { closeHubSocket, openHubSocket } from "../hub-socket.ts";

/** Opens the pipe to an agent's terminal. */
export async function openTerminalPipe(hub: RunningHub, agent: AgentId): Promise<FramePipe> {
  const socket = await openHubSocket(hub, `/terminal?agent=${encodeURIComponent(agent)}`);
  const frames = new Emitter<Uint8Array>();
  const closed = new Emitter<void>();
  socket.on("message", (data, isBinary) => {
    // A text message is not of the protocol.
    if (isBinary && data instanceof ArrayBuffer) frames.fire(new Uint8Array(data));
    else closeHubSocket(socket);
  });
  socket.once("close", () => closed.fire());
  return {
    onFrame: frames.event,
    onClosed: closed.event,
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    close: () => closeHubSocket(socket),
  };
}
