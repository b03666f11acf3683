import { createStore } from "zustand/vanilla";
import type { Toaster, ToastPermission } from "./toaster.ts";

/** What of a page's window is used: a browser need not have any of it, and not every address may. */
export interface BrowserPage {
  readonly Notification?: typeof Notification | undefined;
  readonly navigator: { readonly setAppBadge?: (count: number) => Promise<void> };
  focus(): void;
}

/** Toasts of the browser, once the person has allowed them. */
export function browserToaster(page: BrowserPage): Toaster {
  const { Notification: BrowserNotification } = page;
  /** The last one; those before it are left to the browser. */
  let last: { readonly id: string; readonly toast: Notification } | undefined;
  const permission = createStore<ToastPermission>(() => permissionOf(BrowserNotification));
  return {
    where: "browser",
    permission,
    ask: async () => {
      await BrowserNotification?.requestPermission();
      permission.setState(permissionOf(BrowserNotification), true);
    },
    show: ({ id, title, body }, onEvent) => {
      if (BrowserNotification === undefined) return onEvent("refused");
      try {
        const toast = new BrowserNotification(title, { body, tag: id });
        last = { id, toast };
        toast.addEventListener("show", () => onEvent("shown"));
        toast.addEventListener("error", () => onEvent("refused"));
        toast.addEventListener("close", () => onEvent("closed"));
        toast.addEventListener("click", () => {
          page.focus();
          toast.close();
          onEvent("clicked");
        });
      } catch (error) {
        // Some browsers of phones have the constructor and refuse every use of it.
        if (!(error instanceof TypeError)) throw error;
        onEvent("refused");
      }
    },
    close: (id) => {
      if (last?.id === id) last.toast.close();
    },
    nudge: () => undefined,
    showCount: (count) => {
      // Only where the page was installed as an app is there a place for it.
      page.navigator.setAppBadge?.(count).catch(() => undefined);
    },
  };
}

function permissionOf(notification: typeof Notification | undefined): ToastPermission {
  if (notification === undefined) {
    return { kind: "refused", reason: "This browser shows no notifications for this address." };
  }
  switch (notification.permission) {
    case "granted":
      return { kind: "granted" };
    case "default":
      return { kind: "askable" };
    case "denied":
      return { kind: "refused", reason: "The browser does not allow notifications for this address." };
  }
}
