import type { Event } from "../base/emitter.ts";

/** A duplex pipe of whole binary frames, over whichever transport: a MessagePort, a WebSocket, memory. */
export interface FramePipe {
  readonly onFrame: Event<Uint8Array>;
  /** Fires once, whoever closed it. */
  readonly onClosed: Event<void>;
  /** A frame sent after the close is dropped. */
  send(frame: Uint8Array): void;
  close(): void;
}
