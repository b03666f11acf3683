import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { browserTransport } from "../../../renderer/connection/browser-transport.ts";
import { takeToken } from "../../../renderer/connection/token.ts";

// A page that shows one word with React, and then takes the snapshot of all documents and does nothing with it.
declare global {
  interface Window {
    /** The page's times: the word was painted, and the snapshot was whole. */
    emptyPage?: { readonly drawnAt: number; readonly wholeAt: number };
  }
}

const element = document.getElementById("root");
if (element !== null) {
  createRoot(element).render(createElement("p", undefined, "Empty"));
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port2.addEventListener("message", () => void takeSnapshot(performance.now()));
    port2.start();
    port1.postMessage(undefined);
  });
}

async function takeSnapshot(drawnAt: number): Promise<void> {
  const token = takeToken({ location, history, storage: sessionStorage }) ?? "";
  const { client } = await browserTransport(location.origin, token).connect(new AbortController().signal);
  for await (const change of await client.qms.changes()) {
    if (change.kind !== "snapshot" || !change.isLast) continue;
    window.emptyPage = { drawnAt, wholeAt: performance.now() };
    return;
  }
}
