import { EventEmitter } from "node:events";
import type Electron from "electron";
import { app } from "./app.ts";
import { preventable } from "./event.ts";
import type { Bounds } from "../messages.ts";
import { onMessage, sendToPages } from "./pages-link.ts";
import { StandInWebContents } from "./web-contents.ts";

type Implemented = Pick<
  Electron.BrowserWindow,
  | "id"
  | "loadURL"
  | "close"
  | "destroy"
  | "show"
  | "focus"
  | "isFocused"
  | "isVisible"
  | "minimize"
  | "restore"
  | "isMinimized"
  | "maximize"
  | "isMaximized"
  | "isDestroyed"
  | "getBounds"
  | "setBounds"
  | "getNormalBounds"
  | "flashFrame"
  | "setOverlayIcon"
>;

const windows = new Map<number, BrowserWindow>();
let lastWindow = 0;

/** A window whose page is one of the test's. */
export class BrowserWindow extends EventEmitter implements Implemented {
  readonly id = ++lastWindow;
  readonly webContents: StandInWebContents;
  /** What it was made with, for specs that look at its hardening. */
  readonly options: Electron.BrowserWindowConstructorOptions;
  #bounds: Bounds;
  #state: "normal" | "minimized" | "maximized" = "normal";
  #isVisible: boolean;
  #isDestroyed = false;
  #loading: PromiseWithResolvers<void> | undefined;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error("A window is made once the app is ready.");
    this.options = options;
    this.#isVisible = options.show !== false;
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.webContents = new StandInWebContents(this.id);
    windows.set(this.id, this);
    app.windows.add(this);
    sendToPages({
      kind: "open",
      window: this.id,
      preload: options.webPreferences?.preload ?? "",
      bounds: this.#bounds,
    });
    app.emit("web-contents-created", preventable({}), this.webContents);
    app.emit("browser-window-created", preventable({}), this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null;
  }

  static fromWebContents(contents: Pick<StandInWebContents, "id">): BrowserWindow | null {
    return BrowserWindow.fromId(contents.id);
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    this.#loading = Promise.withResolvers<void>();
    const permissions = this.webContents.session.permissionsFor(url);
    sendToPages({ kind: "load", window: this.id, url, permissions });
    return this.#loading.promise;
  }

  /** The page is there, or could not be had. */
  loaded(url: string, error: string | undefined): void {
    this.webContents.mainFrame.url = url;
    if (error === undefined) this.#loading?.resolve();
    else this.#loading?.reject(new Error(error));
    this.webContents.emit("did-finish-load");
    this.emit("ready-to-show");
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = preventable({});
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    sendToPages({ kind: "close", window: this.id });
    this.gone();
  }

  /** The page is closed, whoever closed it. */
  gone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this.id);
    this.#loading?.reject(new Error("The window was closed."));
    this.webContents.emit("destroyed");
    this.emit("closed");
    app.windowClosed(this);
  }

  show(): void {
    this.#isVisible = true;
    this.emit("show");
  }

  focus(): void {
    this.emit("focus");
  }

  isFocused(): boolean {
    return this.#isVisible && windows.size === 1;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  /** What draws the eye on a desktop is for nobody here. */
  flashFrame(): void {}

  setOverlayIcon(): void {}

  minimize(): void {
    this.#state = "minimized";
  }

  restore(): void {
    this.#state = "normal";
  }

  isMinimized(): boolean {
    return this.#state === "minimized";
  }

  maximize(): void {
    this.#state = "maximized";
  }

  isMaximized(): boolean {
    return this.#state === "maximized";
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getBounds(): Electron.Rectangle {
    return this.#bounds;
  }

  getNormalBounds(): Electron.Rectangle {
    return this.#bounds;
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    sendToPages({ kind: "bounds", window: this.id, bounds: this.#bounds });
  }
}

onMessage("loaded", ({ window, url, error }) => windows.get(window)?.loaded(url, error));
// The person closes a window by its frame: the app may still say no, but a page that crashed is gone.
onMessage("closed", ({ window }) => windows.get(window)?.gone());
