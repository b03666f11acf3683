import { z } from "zod";
import { AgentId } from "./agents.ts";
import type { DesktopRequest } from "./desktop.ts";

/** How a page in the desktop app asks for a MessagePort to its hub: one for the contract, one per terminal or shell. */
export const PORT_CHANNEL = "quorum:port";

export const PortRequest = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("contract"), id: z.string().min(1).max(64) }),
  z.object({ kind: z.literal("terminal"), id: z.string().min(1).max(64), agent: AgentId }),
  z.object({ kind: z.literal("shell"), id: z.string().min(1).max(64), agent: AgentId }),
]);
export type PortRequest = z.infer<typeof PortRequest>;

/** What the page receives, with the port: the id of the request that it answers. */
export const PortReply = z.object({ channel: z.literal(PORT_CHANNEL), id: z.string() });
export type PortReply = z.infer<typeof PortReply>;

/** What the preload script puts into the page. */
export interface DesktopBridge {
  /** Asks for a port; it arrives as a `message` event of the window whose data is a `PortReply`. */
  requestPort(request: PortRequest): void;
  /** Tells the system something; what comes of it arrives as a `message` event whose data is a `DesktopReply`. */
  tell(request: DesktopRequest): void;
}
