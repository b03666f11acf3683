import type { Page } from "@playwright/test";

/** What was typed, and when each key's effect was painted. */
export interface TypedKeys {
  /** Milliseconds from the key to the paint. */
  readonly took: readonly number[];
  /** What the field held when a key was painted, and how many rows the table had; once with each key. */
  readonly painted: readonly { readonly value: string; readonly rows: string | null }[];
}

declare global {
  interface Window {
    typedKeys: { took: number[]; painted: { value: string; rows: string | null }[] };
  }
}

/** Types into the field that has the focus, with a rest after each key, and tells how long each took to be painted. */
export async function typeKeys(page: Page, text: string, restMs: number): Promise<TypedKeys> {
  await page.evaluate(() => {
    window.typedKeys = { took: [], painted: [] };
    let pressed = 0;
    const onKey = ({ timeStamp }: Event): void => {
      pressed = timeStamp;
    };
    const onInput = ({ target }: Event): void => {
      const at = pressed;
      // Once whoever listens has done what is to be done for it.
      queueMicrotask(() => {
        void window.paints.untilPainted().then((paintedAt) => {
          window.typedKeys.took.push(paintedAt - at);
          window.typedKeys.painted.push({
            value: target instanceof HTMLInputElement ? target.value : "",
            rows: document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount") ?? null,
          });
        });
      });
    };
    document.addEventListener("keydown", onKey, { capture: true });
    document.addEventListener("input", onInput, { capture: true });
    Object.assign(window, {
      endTyping: () => {
        document.removeEventListener("keydown", onKey, { capture: true });
        document.removeEventListener("input", onInput, { capture: true });
      },
    });
  });
  for (const key of text) {
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForTimeout(restMs);
  }
  await page.waitForFunction((keys) => window.typedKeys.took.length >= keys, text.length);
  return page.evaluate(() => {
    (Reflect.get(window, "endTyping") as () => void)();
    return window.typedKeys;
  });
}
