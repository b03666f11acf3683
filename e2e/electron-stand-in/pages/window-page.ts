import { readFile } from "node:fs/promises";
import type { BrowserContext, Page, Route } from "@playwright/test";
import type { Bounds, Question, ServedFile, ToMain } from "../messages.ts";
import { installShim, SHIM_BINDING, SHIM_RECEIVER, type FromShim, type ToShim } from "./page-shim.ts";
import { isServed, toApp, toChromium } from "./page-url.ts";

/** How a page speaks to the main process. */
export interface MainLink {
  send(message: ToMain): void;
  ask(question: Question): Promise<unknown>;
}

/** One window of the app: a page of Chromium whose files, navigation and ports go through the main process. */
export class WindowPage {
  readonly page: Page;
  readonly #window: number;
  readonly #main: MainLink;
  readonly #openPorts = new Set<number>();
  #waiting: ToShim[] = [];
  #isDelivering = false;
  /** The app itself goes somewhere, which is not asked about. */
  #isLoading = false;
  #isClosing = false;

  private constructor(page: Page, window: number, main: MainLink) {
    this.page = page;
    this.#window = window;
    this.#main = main;
  }

  static async open(
    context: BrowserContext,
    main: MainLink,
    window: number,
    preload: string,
  ): Promise<WindowPage> {
    const own = new WindowPage(await context.newPage(), window, main);
    const script = await readFile(preload, "utf8");
    const names = JSON.stringify({ binding: SHIM_BINDING, receiver: SHIM_RECEIVER });
    await own.page.exposeBinding(SHIM_BINDING, ({ frame }, message: FromShim) =>
      own.#heard(message, frame.url()),
    );
    await own.page.addInitScript({
      content: `if (window === window.top && location.protocol === "https:") {
        const module = { exports: {} };
        (function (require, module, exports) {${script}\n})((${installShim.toString()})(${names}), module, module.exports);
      }`,
    });
    await own.page.route("**/*", (route) => own.#serve(route));
    own.page.on("popup", (popup) => own.#popup(popup));
    own.page.on("close", () => {
      if (!own.#isClosing) main.send({ kind: "closed", window });
    });
    return own;
  }

  async resize({ width, height }: Bounds): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  async load(url: string): Promise<void> {
    await this.#go(url, () => this.page.goto(toChromium(url), { waitUntil: "load" }));
  }

  async reload(): Promise<void> {
    await this.#go(toApp(this.page.url()), () => this.page.reload());
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.page.close();
  }

  /** Hands messages to the page in order, as many at once as have come together. */
  deliver(message: ToShim): void {
    if (message.kind === "post") for (const port of message.ports) this.#openPorts.add(port);
    else if (!this.#openPorts.has(message.port)) return;
    this.#waiting.push(message);
    if (!this.#isDelivering) void this.#deliverAll();
  }

  async #deliverAll(): Promise<void> {
    this.#isDelivering = true;
    while (this.#waiting.length > 0 && !this.page.isClosed()) {
      const messages = this.#waiting;
      this.#waiting = [];
      // A page that navigates or closes meanwhile has no more use for them.
      await this.page.evaluate(passOn, { messages, receiver: SHIM_RECEIVER }).catch(() => undefined);
    }
    this.#isDelivering = false;
  }

  async #go(url: string, go: () => Promise<unknown>): Promise<void> {
    this.#isLoading = true;
    const error = await go().then(
      () => undefined,
      (failure: unknown) => String(failure),
    );
    this.#isLoading = false;
    if (this.#isClosing) return;
    this.#main.send({ kind: "loaded", window: this.#window, url, ...(error === undefined ? {} : { error }) });
  }

  #heard(message: FromShim, frameUrl: string): void {
    switch (message.kind) {
      case "fresh":
        // A new document: the ports of the one before it are gone.
        for (const port of this.#openPorts) this.#main.send({ kind: "portClosed", port });
        this.#openPorts.clear();
        return;
      case "message":
        this.#main.send({ ...message, window: this.#window, url: toApp(frameUrl) });
        return;
      case "windowOpen":
        void this.#mayOpen(message.url);
        return;
      case "portClosed":
        this.#openPorts.delete(message.port);
        this.#main.send(message);
        return;
      case "portMessage":
        if (this.#openPorts.has(message.port)) this.#main.send(message);
    }
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request();
    const url = toApp(request.url());
    try {
      if (request.isNavigationRequest() && !this.#isLoading) {
        const isMainFrame = request.frame() === this.page.mainFrame();
        const may = await this.#main.ask({ kind: "navigate", window: this.#window, url, isMainFrame });
        if (may !== true) return await route.abort("aborted");
      }
      if (!isServed(request.url())) return await route.abort("blockedbyclient");
      const file = (await this.#main.ask({ kind: "request", url, method: request.method() })) as ServedFile;
      await route.fulfill({
        status: file.status,
        headers: { ...file.headers },
        body: Buffer.from(file.body),
      });
    } catch (error) {
      // The page or the app ended meanwhile.
      if (!this.page.isClosed()) await route.abort("failed").catch(() => undefined);
      else if (!this.#isClosing) throw error;
    }
  }

  async #popup(popup: Page): Promise<void> {
    await this.#mayOpen(popup.url());
    await popup.close();
  }

  async #mayOpen(url: string): Promise<void> {
    if (await this.#main.ask({ kind: "windowOpen", window: this.#window, url: toApp(url) })) {
      throw new Error(`The app allows a window for ${url}, which the stand-in does not open.`);
    }
  }
}

/** Runs in the page. */
function passOn({ messages, receiver }: { readonly messages: ToShim[]; readonly receiver: string }): void {
  const receive: unknown = Reflect.get(globalThis, receiver);
  if (typeof receive === "function") receive(messages);
}
