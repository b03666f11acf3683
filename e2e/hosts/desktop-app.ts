import type { Page } from "@playwright/test";

/** The module that an evaluated function is given: Electron's own, or the stand-in for it. */
export type ElectronModule = typeof import("electron");

export interface DesktopLaunch {
  /** The repository, whose built bundles are run. */
  readonly root: string;
  readonly node: string;
  /** What a person would write after the app's name. */
  readonly arguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Hears what the process prints. */
  readonly output: (text: string) => void;
}

/** A running desktop app, in the real Electron or in the stand-in. */
export interface DesktopApp {
  readonly pid: number;
  /** Settles when the process has ended, with its exit code. */
  readonly exited: Promise<number | null>;
  /** The page of the first window, as soon as it is there. */
  firstWindow(): Promise<Page>;
  /** Runs a function in the main process. It is sent as source text, so it uses nothing from outside itself. */
  evaluate<R, A>(run: (electron: ElectronModule, argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** Ends the process as a crash does. */
  kill(): void;
}

/** A way to run the desktop app. */
export interface DesktopKind {
  start(launch: DesktopLaunch): Promise<DesktopApp>;
  /** Starts the app where it is expected to end by itself, and waits for that. */
  exitCodeOf(launch: DesktopLaunch): Promise<number | null>;
}
