import type { DesktopBridge } from "../shared/contract/ports.ts";

declare global {
  interface Window {
    /** Present in the desktop app only. */
    readonly quorum?: DesktopBridge;
  }
}
