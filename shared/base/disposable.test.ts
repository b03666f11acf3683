import { describe, expect, it } from "vitest";
import { DisposableStore, toDisposable } from "./disposable.ts";
import { Emitter } from "./emitter.ts";
import { eventsOf } from "./events-of.ts";
import { trackDisposables } from "./track-disposables.test-support.ts";

describe("DisposableStore", () => {
  trackDisposables();

  it("lets go of what it owns once, the last first", () => {
    const order: string[] = [];
    const store = new DisposableStore();
    store.onDispose(() => order.push("first"));
    store.onDispose(() => order.push("second"));
    store.dispose();
    store.dispose();
    expect(order).toEqual(["second", "first"]);
  });

  it("lets go of the rest when one fails, and says so", () => {
    const store = new DisposableStore();
    let isReleased = false;
    store.onDispose(() => {
      isReleased = true;
    });
    store.onDispose(() => {
      throw new Error("stuck");
    });
    expect(() => store.dispose()).toThrow(AggregateError);
    expect(isReleased).toBe(true);
  });

  it("lets go at once of what comes too late", () => {
    const store = new DisposableStore();
    store.dispose();
    let isReleased = false;
    store.add(
      toDisposable(() => {
        isReleased = true;
      }),
    );
    expect(isReleased).toBe(true);
  });
});

describe("eventsOf", () => {
  trackDisposables();

  it("misses nothing between the first value and what follows, and ends with its signal", async () => {
    const emitter = new Emitter<number>();
    const controller = new AbortController();
    const first = (): number => {
      emitter.fire(2);
      return 1;
    };
    const seen: number[] = [];
    for await (const value of eventsOf(emitter.event, first, controller.signal)) {
      seen.push(value);
      if (value === 2) emitter.fire(3);
      if (value === 3) controller.abort();
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(emitter.listenerCount).toBe(0);
  });

  it("ends while it waits", async () => {
    const emitter = new Emitter<number>();
    const controller = new AbortController();
    const stream = eventsOf(emitter.event, () => 1, controller.signal);
    await stream.next();
    const next = stream.next();
    controller.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(emitter.listenerCount).toBe(0);
  });
});
