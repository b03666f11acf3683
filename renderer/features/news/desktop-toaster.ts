import { createStore } from "zustand/vanilla";
import { DesktopReply } from "../../../shared/contract/desktop.ts";
import type { DesktopBridge } from "../../../shared/contract/ports.ts";
import type { Toaster, ToastEvent, ToastPermission } from "./toaster.ts";

const EVENTS: Readonly<Record<DesktopReply["kind"], ToastEvent>> = {
  "toast-shown": "shown",
  "toast-refused": "refused",
  "toast-clicked": "clicked",
  "toast-closed": "closed",
};

/** What a system shows and a system keeps in mind is more than the contract has room for. */
const TITLE_CHARS = 200;
const BODY_CHARS = 1000;
const MOST_COUNTED = 9999;
/** Toasts whose end the system never tells. */
const MOST_HELD = 50;

/** Toasts of the system, by the desktop app. Whether it allows them, it says when one is shown. */
export function desktopToaster(bridge: DesktopBridge, page: Window): Toaster {
  const listeners = new Map<string, (event: ToastEvent) => void>();
  page.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.source !== page) return;
    const reply = DesktopReply.safeParse(event.data);
    if (reply.success) listeners.get(reply.data.id)?.(EVENTS[reply.data.kind]);
  });
  return {
    where: "desktop",
    permission: createStore<ToastPermission>(() => ({ kind: "granted" })),
    ask: () => Promise.resolve(),
    show: ({ id, title, body }, onEvent) => {
      listeners.delete(id);
      listeners.set(id, onEvent);
      for (const held of listeners.keys()) {
        if (listeners.size <= MOST_HELD) break;
        listeners.delete(held);
      }
      bridge.tell({
        kind: "toast",
        id,
        title: title.slice(0, TITLE_CHARS),
        body: body.slice(0, BODY_CHARS),
      });
    },
    close: (id) => {
      listeners.delete(id);
      bridge.tell({ kind: "close-toast", id });
    },
    nudge: () => bridge.tell({ kind: "flash" }),
    showCount: (count) => bridge.tell({ kind: "badge", count: Math.min(count, MOST_COUNTED) }),
  };
}
