import type { BrowserContext, Page } from "@playwright/test";

/** Counts what React draws, as its own tools for developers do; to be called before a page is there. */
export async function countRenders(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    interface Fiber {
      readonly tag: number;
      readonly flags: number;
      readonly child: Fiber | null;
      readonly sibling: Fiber | null;
      readonly alternate: Fiber | null;
      readonly memoizedProps: { readonly document?: { readonly id?: unknown } } | null;
      readonly memoizedState: unknown;
    }
    const drawn: (string | undefined)[] = [];
    /** Functions, also those that are remembered or forward a reference. */
    const FUNCTIONS = new Set([0, 11, 14, 15]);
    const PERFORMED_WORK = 1;
    const walk = (fiber: Fiber): void => {
      const before = fiber.alternate;
      if (FUNCTIONS.has(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0) {
        const id = fiber.memoizedProps?.document?.id;
        drawn.push(typeof id === "string" ? id : undefined);
      }
      // The same children: nothing below was looked at.
      if (before !== null && before.child === fiber.child) return;
      for (let child = fiber.child; child !== null; child = child.sibling) walk(child);
    };
    const hook = {
      renderers: new Map(),
      supportsFiber: true,
      isDisabled: false,
      inject: () => 1,
      checkDCE: () => undefined,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: (_id: number, root: { readonly current: Fiber }) => walk(root.current),
    };
    Object.assign(globalThis, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook, drawnByReact: drawn });
  });
}

/** What has been drawn since the last time that it was asked: ids of documents where a component shows one. */
export async function takeRenders(page: Page): Promise<readonly (string | undefined)[]> {
  return page.evaluate(() => {
    const drawn = Reflect.get(globalThis, "drawnByReact") as (string | undefined)[];
    return drawn.splice(0);
  });
}
