import type { StoreApi } from "zustand/vanilla";
import type { ToastText } from "./toast-text.ts";

/** What comes of a toast. */
export type ToastEvent = "shown" | "refused" | "clicked" | "closed";

export interface Toast extends ToastText {
  /** A toast of the same id is replaced. */
  readonly id: string;
}

/** Whether toasts can be shown: at once, when the person allows it, or for a reason not at all. */
export type ToastPermission =
  | { readonly kind: "granted" }
  | { readonly kind: "askable" }
  | { readonly kind: "refused"; readonly reason: string };

/** Shows toasts outside of the window. */
export interface Toaster {
  readonly where: "desktop" | "browser";
  readonly permission: StoreApi<ToastPermission>;
  /** Has the browser ask the person; only a press of theirs may lead here. */
  ask(): Promise<void>;
  show(toast: Toast, onEvent: (event: ToastEvent) => void): void;
  /** Takes a toast away that is of no use any more. */
  close(id: string): void;
  /** Draws the eye to the window, where the system has a way. */
  nudge(): void;
  /** Shows how much waits for the person, where the system has a place for it. */
  showCount(count: number): void;
}
