import { app, BrowserWindow, ipcMain, type WebFrameMain } from "electron";
import { assertNever } from "../../../shared/base/assert-never.ts";
import { DESKTOP_CHANNEL, DesktopRequest, type DesktopReply } from "../../../shared/contract/desktop.ts";
import type { Logger } from "../../hub/log/logger.ts";
import { focusWindow } from "../main-window.ts";
import { pageOf } from "../page-sender.ts";
import { flash } from "./flash.ts";
import { showBadge } from "./show-badge.ts";
import { Toasts } from "./toasts.ts";

/** Does what the page asks of the system: toasts, the badge, and a nudge. */
export function serveNotifications(log: Logger): void {
  const toasts = new Toasts(process.platform);
  // On macOS the app lives on without a window, and nobody tells it any more what waits.
  app.on("window-all-closed", () => app.setBadgeCount(0));
  ipcMain.on(DESKTOP_CHANNEL, (event, value: unknown) => {
    const frame = pageOf(event, log);
    if (frame === undefined) return;
    const request = DesktopRequest.safeParse(value);
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!request.success || window === null) {
      log.warn("refused a request of the page that does not parse");
      return;
    }
    perform(request.data, window, toasts, (reply) => answer(frame, reply));
  });
}

function perform(
  request: DesktopRequest,
  window: BrowserWindow,
  toasts: Toasts,
  reply: (reply: Omit<DesktopReply, "channel">) => void,
): void {
  switch (request.kind) {
    case "toast":
      toasts.show(request, (kind) => {
        if (kind === "toast-clicked" && !window.isDestroyed()) focusWindow(window);
        reply({ kind, id: request.id });
      });
      return;
    case "close-toast":
      toasts.close(request.id);
      return;
    case "badge":
      showBadge(window, request.count);
      return;
    case "flash":
      flash(window);
      return;
    default:
      assertNever(request);
  }
}

function answer(frame: WebFrameMain, reply: Omit<DesktopReply, "channel">): void {
  // The page may be another by now, or none.
  if (!frame.isDestroyed()) frame.postMessage(DESKTOP_CHANNEL, { channel: DESKTOP_CHANNEL, ...reply });
}
