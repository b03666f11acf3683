import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { _electron, type BrowserContext, type ElectronApplication, type Page } from "@playwright/test";
import type { DesktopApp, DesktopKind, DesktopLaunch, ElectronModule } from "./desktop-app.ts";

const FOLDER = resolve(import.meta.dirname, "../../node_modules/electron");

/** Why the real Electron cannot run here; nothing where it can. */
export function whyNoElectron(): string | undefined {
  if (!existsSync(join(FOLDER, "dist", "version"))) {
    return "its binary is not installed (node_modules/electron/dist).";
  }
  const hasDisplay = process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;
  if (process.platform === "linux" && !hasDisplay) return "there is no display.";
  return undefined;
}

/** The built desktop app in the real Electron; `onContext` hears of its pages' context as soon as there is one. */
export function realDesktop(onContext: (context: BrowserContext) => void): DesktopKind {
  return {
    start: async (launch) => {
      const { root: cwd, environment, output } = launch;
      const env = Object.fromEntries(
        Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const app = await _electron.launch({ args: [...commandLine(launch)], cwd, env });
      onContext(app.context());
      return new RealDesktop(app, output);
    },
    exitCodeOf: (launch) => {
      const binary = join(FOLDER, "dist", readFileSync(join(FOLDER, "path.txt"), "utf8").trim());
      const { root: cwd, environment: env } = launch;
      const started = spawn(binary, [...commandLine(launch)], { cwd, env, stdio: "ignore" });
      return new Promise((done, fail) => started.once("exit", done).once("error", fail));
    },
  };
}

/** Root has no sandbox to put Chromium into; and only the DOM renderer's text can be read. */
function commandLine({ root, arguments: values }: DesktopLaunch): readonly string[] {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return [...sandbox, "--disable-gpu", root, ...values];
}

class RealDesktop implements DesktopApp {
  readonly pid: number;
  readonly exited: Promise<number | null>;
  readonly #app: ElectronApplication;

  constructor(app: ElectronApplication, output: (text: string) => void) {
    const running = app.process();
    this.#app = app;
    this.pid = running.pid ?? 0;
    running.stdout?.on("data", (data: Buffer) => output(data.toString()));
    running.stderr?.on("data", (data: Buffer) => output(data.toString()));
    this.exited = new Promise((done) => running.once("exit", done));
  }

  firstWindow(): Promise<Page> {
    return this.#app.firstWindow();
  }

  evaluate<R, A>(run: (electron: ElectronModule, argument: A) => R | Promise<R>, argument: A): Promise<R> {
    // Playwright wraps the argument's type for handles, of which the specs use none.
    return this.#app.evaluate(run as Parameters<ElectronApplication["evaluate"]>[0], argument) as Promise<R>;
  }

  kill(): void {
    this.#app.process().kill("SIGKILL");
  }
}
