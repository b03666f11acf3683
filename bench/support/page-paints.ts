import type { BrowserContext, Page } from "@playwright/test";

/** What is waited for in a page: an element, and what its text or one of its attributes has to match. */
export interface Wanted {
  readonly selector: string;
  readonly pattern?: string;
  readonly attribute?: string;
}

/** What the bench can ask within a page; times are the page's own. */
export interface PagePaints {
  /** Resolves when what stands in the page now has been painted. */
  untilPainted(): Promise<number>;
  /** Resolves when this stands in the page, and has been painted. */
  untilShown(wanted: Wanted): Promise<number>;
  /** Clicks, and tells how long it took until this was painted. */
  clickUntil(target: string, wanted: Wanted): Promise<number>;
}

declare global {
  interface Window {
    paints: PagePaints;
  }
}

/** Lets the bench ask when things are painted, in all pages that are opened from now on. */
export async function watchPaints(context: BrowserContext | Page): Promise<void> {
  await context.addInitScript(install);
}

/** Runs in the page before all else. */
function install(): void {
  const MOST_PATIENCE_MS = 60_000;
  // What changes within a frame's own callbacks is painted with that frame, all else with the next.
  let isInFrame = false;
  const request = window.requestAnimationFrame.bind(window);
  const afterFrame = (run: () => void): void => {
    const { port1, port2 } = new MessageChannel();
    port2.addEventListener("message", run);
    port2.start();
    port1.postMessage(undefined);
  };
  window.requestAnimationFrame = (work) =>
    request((time) => {
      isInFrame = true;
      afterFrame(() => (isInFrame = false));
      work(time);
    });
  const untilPainted = (): Promise<number> =>
    new Promise((resolve) => {
      const tell = (): void => afterFrame(() => resolve(performance.now()));
      if (isInFrame) tell();
      else request(tell);
    });
  const isThere = ({ selector, pattern = "", attribute }: Wanted): boolean => {
    const element = document.querySelector(selector);
    if (element === null) return false;
    const text = attribute === undefined ? element.textContent : element.getAttribute(attribute);
    return new RegExp(pattern).test(text ?? "");
  };
  const untilShown = (wanted: Wanted): Promise<number> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!isThere(wanted)) return;
        observer.disconnect();
        clearTimeout(late);
        void untilPainted().then(resolve);
      };
      const late = setTimeout(
        () => reject(new Error(`${JSON.stringify(wanted)} is not shown.`)),
        MOST_PATIENCE_MS,
      );
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      look();
    });
  window.paints = {
    untilPainted,
    untilShown,
    clickUntil: async (target, wanted) => {
      const element = document.querySelector(target);
      if (!(element instanceof HTMLElement)) throw new Error(`There is no ${target}.`);
      const began = performance.now();
      element.click();
      return (await untilShown(wanted)) - began;
    },
  };
}
