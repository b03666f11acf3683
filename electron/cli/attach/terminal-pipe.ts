import type { AgentId } from "../../../shared/contract/agents.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import { pipeOverSocket } from "../../hub/api/socket-pipe.ts";
import type { RunningHub } from "../find-hub.ts";
import { closeHubSocket, openHubSocket } from "../hub-socket.ts";

/** Opens the pipe to an agent's terminal, or to a shell in its container. */
export async function openTerminalPipe(
  hub: RunningHub,
  agent: AgentId,
  what: "terminal" | "shell" = "terminal",
): Promise<FramePipe> {
  const socket = await openHubSocket(hub, `/${what}?agent=${encodeURIComponent(agent)}`);
  socket.binaryType = "nodebuffer";
  return { ...pipeOverSocket(socket), close: () => closeHubSocket(socket) };
}
