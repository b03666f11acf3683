import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type Electron from "electron";
import { preventable } from "./event.ts";
import { takeInstanceLock } from "./instance-lock.ts";
import { sendToPages } from "./pages-link.ts";

type Implemented = Pick<
  Electron.App,
  | "name"
  | "isPackaged"
  | "whenReady"
  | "isReady"
  | "quit"
  | "exit"
  | "getPath"
  | "setPath"
  | "getAppPath"
  | "getVersion"
  | "getName"
  | "enableSandbox"
  | "requestSingleInstanceLock"
  | "setAppUserModelId"
  | "setAboutPanelOptions"
  | "focus"
  | "setBadgeCount"
  | "getBadgeCount"
>;

/** What the app's lifecycle needs of its windows. */
export interface AppWindow {
  close(): void;
  isDestroyed(): boolean;
}

/** The app's lifecycle, in the order in which Electron goes through it. */
class StandInApp extends EventEmitter implements Implemented {
  readonly isPackaged = false;
  readonly name: string;
  readonly windows = new Set<AppWindow>();
  readonly #version: string;
  readonly #root = resolve(import.meta.dirname, "../../..");
  readonly #paths = new Map<string, string>();
  readonly #ready: Promise<void>;
  #isReady = false;
  #isQuitting = false;
  #badge = 0;

  constructor() {
    super();
    const description = JSON.parse(readFileSync(join(this.#root, "package.json"), "utf8"));
    this.name = String(description.productName);
    this.#version = String(description.version);
    // As in Electron, the app is ready only after the main module was evaluated.
    this.#ready = new Promise((resolveReady) => {
      setImmediate(() => {
        this.#isReady = true;
        sendToPages({ kind: "ready" });
        this.emit("ready");
        resolveReady();
      });
    });
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  quit(): void {
    const beforeQuit = preventable({});
    this.emit("before-quit", beforeQuit);
    if (beforeQuit.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of [...this.windows]) {
      window.close();
      if (!window.isDestroyed()) {
        this.#isQuitting = false;
        return;
      }
    }
    this.#end();
  }

  exit(code = 0): void {
    process.exit(code);
  }

  /** A window is gone; the last one may take the app with it. */
  windowClosed(window: AppWindow): void {
    this.windows.delete(window);
    if (this.windows.size > 0 || this.#isQuitting) return;
    if (!this.emit("window-all-closed")) this.quit();
  }

  #end(): void {
    const willQuit = preventable({});
    this.emit("will-quit", willQuit);
    if (willQuit.defaultPrevented) {
      this.#isQuitting = false;
      return;
    }
    this.emit("quit", preventable({}), 0);
    process.exit(0);
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`The stand-in has no path for ${name}.`);
    return path;
  }

  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }

  getAppPath(): string {
    return this.#root;
  }

  getVersion(): string {
    return this.#version;
  }

  getName(): string {
    return this.name;
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    if (this.#isReady) throw new Error("The lock is asked for before the app is ready.");
    const launch = { arguments: process.argv, folder: process.cwd(), data: additionalData };
    return takeInstanceLock(this.getPath("userData"), launch, (other) => {
      this.emit("second-instance", preventable({}), other.arguments, other.folder, other.data);
    });
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error("The sandbox is enabled before the app is ready.");
  }

  setAppUserModelId(): void {}

  setAboutPanelOptions(): void {}

  focus(): void {}

  setBadgeCount(count = 0): boolean {
    this.#badge = count;
    return true;
  }

  getBadgeCount(): number {
    return this.#badge;
  }
}

/** The stand-in for `electron.app`. */
export const app = new StandInApp();
