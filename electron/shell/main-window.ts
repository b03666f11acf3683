import { app, BrowserWindow, nativeTheme, screen } from "electron";
import type { Logger } from "../hub/log/logger.ts";
import { boundsFor, MIN_WINDOW_SIZE } from "./window-bounds.ts";
import { readPlacement, writePlacement } from "./window-placement-file.ts";
import { PAGE_URL } from "./page-origin.ts";

export interface MainWindowOptions {
  readonly preload: string;
  /** Where the window's bounds are remembered. */
  readonly placementFile: string;
  readonly log: Logger;
}

/** A page that crashes again sooner than this is left alone: loading it once more would not help. */
const CRASH_REST_MS = 10_000;

/** The page's own background, so that nothing flashes while it loads. */
const BACKGROUND = { dark: "#0f1115", light: "#ffffff" } as const;

/** Opens the app's window where it last stood, and loads the page. */
export function openMainWindow({ preload, placementFile, log }: MainWindowOptions): BrowserWindow {
  const placement = readPlacement(placementFile);
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const window = new BrowserWindow({
    ...boundsFor(
      placement,
      [primary, ...others].map((display) => display.workArea),
    ),
    minWidth: MIN_WINDOW_SIZE.width,
    minHeight: MIN_WINDOW_SIZE.height,
    title: app.name,
    show: false,
    backgroundColor: BACKGROUND[nativeTheme.shouldUseDarkColors ? "dark" : "light"],
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (placement?.isMaximized === true) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => {
    try {
      writePlacement(placementFile, {
        version: 1,
        bounds: window.getNormalBounds(),
        isMaximized: window.isMaximized(),
      });
    } catch (error) {
      // Where the window stood is not worth keeping it open for, nor what else listens to its closing.
      log.warn("the window's place could not be kept", { error });
    }
  });
  reloadAfterCrash(window, log);
  void window.loadURL(PAGE_URL).catch((error: unknown) => {
    // The window was closed before the page was there.
    if (!window.isDestroyed()) log.error("the page could not be loaded", { error });
  });
  return window;
}

/** A page whose process died comes back as it was: all that it shows is kept by its hub. */
function reloadAfterCrash(window: BrowserWindow, log: Logger): void {
  let crashedAt = 0;
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    log.error("the page's process is gone", { reason });
    const isFresh = Date.now() - crashedAt > CRASH_REST_MS;
    crashedAt = Date.now();
    if (reason !== "clean-exit" && isFresh) window.webContents.reload();
  });
}

/** Brings a window to the front, however it was put away. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
