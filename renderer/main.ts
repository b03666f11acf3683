import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "@xterm/xterm/css/xterm.css";
import "./theme/reset.css";
import "./theme/tokens.css";
import { askingAhead, connectingAhead } from "./connection/ahead.ts";
import { browserTransport } from "./connection/browser-transport.ts";
import { takeToken } from "./connection/token.ts";
import type { Transport } from "./connection/transport.ts";

/** The way to the hub that this page has from the beginning. */
async function firstTransport(): Promise<Transport | undefined> {
  if (window.quorum !== undefined) {
    const { desktopTransport } = await import("./connection/desktop-transport.ts");
    return connectingAhead(desktopTransport(window.quorum, window, askingAhead));
  }
  const token = takeToken({ location, history, storage: sessionStorage });
  return token === undefined
    ? undefined
    : connectingAhead(browserTransport(location.origin, token, askingAhead));
}

/** The hub is asked before the window's code, by far the most of all, is even read. */
async function open(): Promise<void> {
  const transport = firstTransport();
  const { openWindow } = await import("./open-window.tsx");
  openWindow(await transport);
}

// Not awaited: the window's code uses parts of this file, and would wait for it in turn.
void open();
