import type { BrowserWindow } from "electron";

/** Has the task bar or the dock draw the eye to a window, until the person comes to it. */
export function flash(window: BrowserWindow): void {
  if (window.isFocused()) return;
  window.once("focus", () => {
    if (!window.isDestroyed()) window.flashFrame(false);
  });
  window.flashFrame(true);
}
