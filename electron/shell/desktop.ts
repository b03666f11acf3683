import { join } from "node:path";
import { app, BrowserWindow, dialog, nativeTheme } from "electron";
import { HubError } from "../../shared/contract/errors.ts";
import { createToken } from "../hub/api/access.ts";
import { createContractServer } from "../hub/api/contract-server.ts";
import { UserTokens } from "../hub/config/user-tokens.ts";
import { serveUsually } from "../hub/api/serve-usually.ts";
import { createHost, type Host } from "../hub/host/host.ts";
import type { Logger } from "../hub/log/logger.ts";
import { desktopAssets } from "./assets.ts";
import { chooseFolder } from "./folder-dialog.ts";
import type { LaunchRequest } from "./launch-request.ts";
import { loginPath } from "./login-path.ts";
import { focusWindow, openMainWindow } from "./main-window.ts";
import { installMenu } from "./menu.ts";
import { serveNotifications } from "./notifications/serve-notifications.ts";
import { guardEveryPage, refusePermissions } from "./page-guards.ts";
import { servePage } from "./page-protocol.ts";
import { servePorts } from "./ports.ts";
import { QuitGuard } from "./quit.ts";

export interface DesktopOptions {
  /** What the command line asked for. */
  readonly request: LaunchRequest;
  readonly userFolder: string;
  /** The folder of the built bundles. */
  readonly out: string;
  readonly log: Logger;
}

/** The desktop program once Electron is ready: the host, and the window that shows it. */
export class Desktop {
  readonly #options: DesktopOptions;
  readonly #host: Host;
  readonly #quit: QuitGuard;

  private constructor(options: DesktopOptions, host: Host, close: () => Promise<void>) {
    this.#options = options;
    this.#host = host;
    this.#quit = new QuitGuard({ host, close, window: currentWindow, log: options.log });
  }

  static async start(options: DesktopOptions): Promise<Desktop> {
    const { out, userFolder, log, request } = options;
    guardEveryPage();
    await app.whenReady();
    await adoptLoginPath();
    refusePermissions();
    servePage(join(out, "renderer"));
    const host = await createHost({
      version: app.getVersion(),
      userFolder,
      assets: desktopAssets(out),
      log,
      chooseFolder: () => chooseFolder(currentWindow()),
    });
    const contract = createContractServer(host);
    servePorts({ host, contract, log: log.child("ports") });
    serveNotifications(log.child("notifications"));
    // The command line joins this hub beside the window; the page itself is served to no browser.
    const token = createToken();
    const userTokens = new UserTokens(userFolder);
    // Where it is reached stays the same, where it can: programs of the person have it in their configuration.
    const http = await serveUsually(host, { contract, token, userTokens, log: log.child("http") });
    await host.reachableAt({ url: http.url, token });
    const desktop = new Desktop(options, host, async () => {
      // The project first: whoever joined its hub takes over when the socket closes, and must find it free.
      await host.close();
      await http.close();
    });
    installMenu({ openProject: () => void desktop.#chooseProject() });
    desktop.#followTheme();
    if (request.project === undefined && !request.sample) await host.openLast();
    else await desktop.#open(request);
    desktop.#openWindow();
    // On macOS the app lives on without a window, and a click in the dock asks for one.
    app.on("activate", () => desktop.#showWindow());
    return desktop;
  }

  /** Does what another launch asked for, in this window. */
  async receive(request: LaunchRequest): Promise<void> {
    this.#showWindow();
    await this.#open(request);
  }

  /** Opens what is asked for. A refusal is shown, and the app goes on with what it had. */
  async #open({ project, sample }: LaunchRequest): Promise<void> {
    try {
      if (project !== undefined) await this.#host.openProject(project);
      else if (sample) await this.#host.openSample();
    } catch (error) {
      if (!(error instanceof HubError)) this.#options.log.error("opening a project failed", { error });
      const detail =
        error instanceof HubError ? error.message : "Something went wrong inside Quorum; its log says more.";
      void dialog.showMessageBox({
        type: "error",
        title: app.name,
        message: "The project was not opened.",
        detail,
      });
    }
  }

  async #chooseProject(): Promise<void> {
    const project = await chooseFolder(currentWindow());
    if (project !== undefined) await this.receive({ project, sample: false });
  }

  #showWindow(): void {
    const window = currentWindow();
    if (window === undefined) this.#openWindow();
    else focusWindow(window);
  }

  #openWindow(): void {
    const { out, userFolder, log } = this.#options;
    const window = openMainWindow({
      preload: join(out, "preload", "preload.cjs"),
      placementFile: join(userFolder, "window.json"),
      log: log.child("window"),
    });
    this.#quit.guardClose(window);
  }

  #followTheme(): void {
    const { user } = this.#host;
    nativeTheme.themeSource = user.settings.theme;
    user.onChanged(() => {
      nativeTheme.themeSource = user.settings.theme;
    });
  }
}

/** Only a packaged app is started without a terminal around it. */
async function adoptLoginPath(): Promise<void> {
  const shell = process.env["SHELL"];
  if (!app.isPackaged || process.platform === "win32" || shell === undefined) return;
  const path = await loginPath(shell);
  if (path !== undefined) process.env["PATH"] = path;
}

function currentWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0];
}
