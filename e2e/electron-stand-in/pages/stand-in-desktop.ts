import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "@playwright/test";
import type { DesktopApp, DesktopKind, DesktopLaunch, ElectronModule } from "../../hosts/desktop-app.ts";
import type { Question, ToMain, ToPages } from "../messages.ts";
import { WindowPage, type MainLink } from "./window-page.ts";

const REGISTER = fileURLToPath(new URL("../main-process/register.ts", import.meta.url));
const DEFAULT_COLOR_SCHEME = "dark";

/** The built desktop app with the stand-in for Electron, its windows in this context. */
export function standInDesktop(context: BrowserContext): DesktopKind {
  return {
    start: (launch) => Promise.resolve(new StandInDesktop(launch, context)),
    exitCodeOf: (launch) => new StandInDesktop(launch, context).exited,
  };
}

/** The built desktop app: its main bundle in Node with the stand-in for Electron, its windows in the test's Chromium. */
class StandInDesktop implements DesktopApp, MainLink {
  readonly pid: number;
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;
  readonly #context: BrowserContext;
  readonly #windows = new Map<number, WindowPage>();
  readonly #questions = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #firstWindow = Promise.withResolvers<Page>();
  #lastQuestion = 0;
  /** What the main process asks of the pages happens one after another. */
  #work: Promise<void> = Promise.resolve();

  constructor(
    { root, node, arguments: values, environment, output }: DesktopLaunch,
    context: BrowserContext,
  ) {
    this.#context = context;
    this.#process = spawn(node, ["--import", REGISTER, join(root, "out/main/main.js"), ...values], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      serialization: "advanced",
    });
    this.pid = this.#process.pid ?? 0;
    this.#process.stdout?.on("data", (data: Buffer) => output(data.toString()));
    this.#process.stderr?.on("data", (data: Buffer) => output(data.toString()));
    this.#process.on("message", (message) => this.#heard(message as ToPages));
    this.exited = new Promise((resolve, reject) => {
      this.#process.once("error", (error) => {
        this.#ended();
        reject(error);
      });
      this.#process.once("exit", (code) => {
        this.#ended();
        // The windows of a process are gone with it.
        void this.#work.then(() => this.#closeAll()).then(() => resolve(code), reject);
      });
    });
    this.exited.catch(() => undefined);
    this.#firstWindow.promise.catch(() => undefined);
  }

  firstWindow(): Promise<Page> {
    return this.#firstWindow.promise;
  }

  async evaluate<R, A>(
    run: (electron: ElectronModule, argument: A) => R | Promise<R>,
    argument: A,
  ): Promise<R> {
    return (await this.ask({ kind: "evaluate", source: run.toString(), argument })) as R;
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  send(message: ToMain): void {
    if (!this.#process.connected) return;
    this.#process.send(message, (error) => {
      // A window may speak while its process ends, before anyone has heard of that: Electron drops such a word.
      if (error !== null && !hasEnded(error)) throw error;
    });
  }

  ask(question: Question): Promise<unknown> {
    const id = ++this.#lastQuestion;
    const answer = Promise.withResolvers<unknown>();
    this.#questions.set(id, answer);
    if (this.#process.connected) this.send({ kind: "ask", id, question });
    else answer.reject(new Error("The app has ended."));
    return answer.promise;
  }

  #heard(message: ToPages): void {
    switch (message.kind) {
      case "answer": {
        const answer = this.#questions.get(message.id);
        this.#questions.delete(message.id);
        if (message.error === undefined) answer?.resolve(message.value);
        else answer?.reject(new Error(message.error));
        return;
      }
      case "post":
        this.#windows.get(message.window)?.deliver(message);
        return;
      case "portMessage":
      case "portClosed":
        for (const window of this.#windows.values()) window.deliver(message);
        return;
      default:
        this.#work = this.#work.then(() => this.#perform(message));
    }
  }

  async #perform(
    message: Exclude<ToPages, { readonly kind: "answer" | "post" | "portMessage" | "portClosed" }>,
  ): Promise<void> {
    switch (message.kind) {
      case "ready":
        return;
      case "open": {
        const window = await WindowPage.open(this.#context, this, message.window, message.preload);
        await window.resize(message.bounds);
        this.#windows.set(message.window, window);
        return;
      }
      case "load": {
        await this.#context.clearPermissions();
        await this.#context.grantPermissions([...message.permissions]);
        const window = this.#windows.get(message.window);
        if (window === undefined) return;
        // Not waited for: the page's files are asked of the main process, which may want other things done meanwhile.
        void window.load(message.url).then(() => this.#firstWindow.resolve(window.page));
        return;
      }
      case "reload":
        void this.#windows.get(message.window)?.reload();
        return;
      case "bounds":
        await this.#windows.get(message.window)?.resize(message.bounds);
        return;
      case "close": {
        const window = this.#windows.get(message.window);
        this.#windows.delete(message.window);
        await window?.close();
        return;
      }
      case "colorScheme": {
        const colorScheme = message.scheme === "system" ? DEFAULT_COLOR_SCHEME : message.scheme;
        for (const { page } of this.#windows.values()) await page.emulateMedia({ colorScheme });
      }
    }
  }

  #ended(): void {
    for (const answer of this.#questions.values()) answer.reject(new Error("The app has ended."));
    this.#questions.clear();
    this.#firstWindow.reject(new Error("The app ended without a window."));
  }

  async #closeAll(): Promise<void> {
    for (const window of this.#windows.values()) await window.close();
    this.#windows.clear();
  }
}

/** Whether a message could not be sent because the process that it was for is gone. */
function hasEnded(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "ERR_IPC_CHANNEL_CLOSED");
}
