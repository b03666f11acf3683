import { afterEach, beforeEach, expect } from "vitest";
import { setDisposableTracker, type Disposable } from "./disposable.ts";

/** In a suite with resources: fails each test that leaves one behind, and says where it was made. */
export function trackDisposables(): void {
  const alive = new Map<Disposable, Error>();
  beforeEach(() => {
    alive.clear();
    setDisposableTracker({
      created: (disposable) => alive.set(disposable, new Error("made here")),
      disposed: (disposable) => alive.delete(disposable),
    });
  });
  afterEach(() => {
    setDisposableTracker(undefined);
    expect([...alive.values()].map((error) => error.stack)).toEqual([]);
  });
}
