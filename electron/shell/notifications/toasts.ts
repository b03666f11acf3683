import { Notification } from "electron";
import type { DesktopReply } from "../../../shared/contract/desktop.ts";
import { textForSystem } from "./text-for-system.ts";

export interface ToastRequest {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** The toasts that are shown. Each is held until it is gone: one that nobody holds tells nothing any more. */
export class Toasts {
  readonly #platform: NodeJS.Platform;
  readonly #shown = new Map<string, Notification>();

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
  }

  show({ id, title, body }: ToastRequest, onEvent: (kind: DesktopReply["kind"]) => void): void {
    this.close(id);
    if (!Notification.isSupported()) return onEvent("toast-refused");
    const toast = new Notification({
      title: textForSystem(title, this.#platform),
      body: textForSystem(body, this.#platform),
    });
    const gone = (kind: DesktopReply["kind"]): void => {
      if (this.#shown.get(id) !== toast) return;
      this.#shown.delete(id);
      onEvent(kind);
    };
    toast.on("show", () => onEvent("toast-shown"));
    toast.on("click", () => gone("toast-clicked"));
    toast.on("close", () => gone("toast-closed"));
    toast.on("failed", () => gone("toast-refused"));
    this.#shown.set(id, toast);
    toast.show();
  }

  close(id: string): void {
    const toast = this.#shown.get(id);
    this.#shown.delete(id);
    toast?.close();
  }
}
