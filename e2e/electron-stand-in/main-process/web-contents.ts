import { EventEmitter } from "node:events";
import type Electron from "electron";
import { preventable } from "./event.ts";
import { transferToPage } from "./message-ports.ts";
import { sendToPages } from "./pages-link.ts";
import { session } from "./session.ts";

type ImplementedFrame = Pick<Electron.WebFrameMain, "url" | "postMessage" | "isDestroyed">;
type Implemented = Pick<
  Electron.WebContents,
  "id" | "getURL" | "setWindowOpenHandler" | "reload" | "postMessage"
>;
type WindowOpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

/** The main frame of a page. */
export class StandInFrame implements ImplementedFrame {
  url = "about:blank";
  readonly #window: number;

  constructor(window: number) {
    this.#window = window;
  }

  isDestroyed(): boolean {
    return false;
  }

  postMessage(channel: string, value: unknown, transfer: Electron.MessagePortMain[] = []): void {
    sendToPages({ kind: "post", window: this.#window, channel, value, ports: transfer.map(transferToPage) });
  }
}

/** A page, as the main process sees it. */
export class StandInWebContents extends EventEmitter implements Implemented {
  readonly id: number;
  readonly mainFrame: StandInFrame;
  readonly session: typeof session.defaultSession = session.defaultSession;
  #onWindowOpen: WindowOpenHandler = () => ({ action: "allow" });

  constructor(id: number) {
    super();
    this.id = id;
    this.mainFrame = new StandInFrame(id);
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  reload(): void {
    sendToPages({ kind: "reload", window: this.id });
  }

  postMessage(channel: string, value: unknown, transfer?: Electron.MessagePortMain[]): void {
    this.mainFrame.postMessage(channel, value, transfer);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#onWindowOpen = handler;
  }

  /** Whether the page, or a frame in it, may go somewhere by itself. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame: this.mainFrame });
    this.emit("will-frame-navigate", event);
    if (isMainFrame) this.emit("will-navigate", event, url);
    return !event.defaultPrevented;
  }

  /** Whether the page may open another window. */
  mayOpen(url: string): boolean {
    const details = {
      url,
      frameName: "",
      features: "",
      disposition: "new-window",
      referrer: { url: "", policy: "default" },
    };
    return this.#onWindowOpen(details as Electron.HandlerDetails).action === "allow";
  }
}
