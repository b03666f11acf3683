import type { Page } from "@playwright/test";
import type { Workspace } from "../fixtures/workspace.ts";
import type { DesktopApp, DesktopKind, DesktopLaunch } from "./desktop-app.ts";
import { drawn } from "./drawn.ts";
import { argumentsFor, type QuorumProgram, type StartRequest } from "./quorum-program.ts";

/** The built desktop app, in the real Electron or in the stand-in. */
export class DesktopProgram implements QuorumProgram {
  readonly #workspace: Workspace;
  readonly #kind: DesktopKind;
  readonly #output: (text: string) => void;
  #app: DesktopApp | undefined;
  #request: StartRequest = {};

  constructor(workspace: Workspace, kind: DesktopKind, output: (text: string) => void) {
    this.#workspace = workspace;
    this.#kind = kind;
    this.#output = output;
  }

  get app(): DesktopApp {
    if (this.#app === undefined) throw new Error("The desktop app was not started.");
    return this.#app;
  }

  async start(request: StartRequest = {}): Promise<Page> {
    this.#request = request;
    this.#app = await this.#kind.start(this.#launch(request));
    return drawn(await this.#app.firstWindow());
  }

  /** Starts the app once more beside the one that runs, and answers with the code with which it ends. */
  startBeside(request: StartRequest): Promise<number | null> {
    return this.#kind.exitCodeOf(this.#launch(request));
  }

  /** Closing the last window ends the app, except on macOS, where a person would quit it then. */
  async closeWindow(): Promise<void> {
    await this.end();
  }

  openWindow(request: StartRequest = this.#request): Promise<Page> {
    return this.start(request);
  }

  async end(): Promise<void> {
    const app = this.#app;
    if (app === undefined) return;
    this.#app = undefined;
    await app
      .evaluate(({ app: electronApp, dialog, BrowserWindow }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
        const window = BrowserWindow.getAllWindows()[0];
        if (process.platform === "darwin" || window === undefined) electronApp.quit();
        else window.close();
      }, undefined)
      // The process may be gone before the answer is here.
      .catch(() => undefined);
    await app.exited;
  }

  async kill(): Promise<void> {
    const app = this.app;
    this.#app = undefined;
    app.kill();
    await app.exited;
  }

  #launch(request: StartRequest): DesktopLaunch {
    return {
      root: this.#workspace.root,
      node: this.#workspace.node,
      arguments: argumentsFor(request),
      environment: this.#workspace.environment(),
      output: this.#output,
    };
  }
}
