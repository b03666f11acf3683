/**
 * What passes between the stand-in for Electron's main process (a Node process that runs the built main bundle) and
 * the stand-in for its browser process (the test, which owns the pages). Sent over Node's IPC with structured clone,
 * so that bytes stay bytes.
 */

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From the main process to the pages. */
export type ToPages =
  | { readonly kind: "ready" }
  | { readonly kind: "open"; readonly window: number; readonly preload: string; readonly bounds: Bounds }
  | {
      readonly kind: "load";
      readonly window: number;
      readonly url: string;
      readonly permissions: readonly string[];
    }
  | { readonly kind: "reload"; readonly window: number }
  | { readonly kind: "close"; readonly window: number }
  | { readonly kind: "bounds"; readonly window: number; readonly bounds: Bounds }
  | { readonly kind: "colorScheme"; readonly scheme: "system" | "light" | "dark" }
  | {
      readonly kind: "post";
      readonly window: number;
      readonly channel: string;
      readonly value: unknown;
      readonly ports: readonly number[];
    }
  | { readonly kind: "portMessage"; readonly port: number; readonly value: unknown }
  | { readonly kind: "portClosed"; readonly port: number }
  | { readonly kind: "answer"; readonly id: number; readonly value?: unknown; readonly error?: string };

/** From the pages, and from the test itself, to the main process. */
export type ToMain =
  | { readonly kind: "loaded"; readonly window: number; readonly url: string; readonly error?: string }
  | { readonly kind: "closed"; readonly window: number }
  | {
      readonly kind: "message";
      readonly window: number;
      readonly url: string;
      readonly channel: string;
      readonly value: unknown;
    }
  | { readonly kind: "portMessage"; readonly port: number; readonly value: unknown }
  | { readonly kind: "portClosed"; readonly port: number }
  | { readonly kind: "ask"; readonly id: number; readonly question: Question };

/** What the main process has to decide or to compute; each gets an `answer`. */
export type Question =
  | { readonly kind: "request"; readonly url: string; readonly method: string }
  | {
      readonly kind: "navigate";
      readonly window: number;
      readonly url: string;
      readonly isMainFrame: boolean;
    }
  | { readonly kind: "windowOpen"; readonly window: number; readonly url: string }
  /** Runs a function's source with the stand-in module and an argument, as Playwright does in the real Electron. */
  | { readonly kind: "evaluate"; readonly source: string; readonly argument: unknown };

/** How a served file looks on its way to the page. */
export interface ServedFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
