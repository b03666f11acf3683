import { app, nativeImage, type BrowserWindow } from "electron";
import { badgePixels, badgeText, BADGE_SIZE } from "./badge-pixels.ts";

/** Shows how much waits for the person: a number on the dock, or on Windows a picture over the task bar's icon. */
export function showBadge(window: BrowserWindow, count: number): void {
  if (process.platform !== "win32") {
    app.setBadgeCount(count);
    return;
  }
  if (count === 0) return window.setOverlayIcon(null, "");
  const pixels = Buffer.from(badgePixels(count));
  const image = nativeImage.createFromBitmap(pixels, { width: BADGE_SIZE, height: BADGE_SIZE });
  const words = count === 1 ? "1 thing waits for you" : `${badgeText(count)} things wait for you`;
  window.setOverlayIcon(image, words);
}
