import { expect, it, vi } from "vitest";
import { Emitter } from "../../../shared/base/emitter.ts";
import { wholeStream } from "./whole.ts";

/** The stream of a number that the test sets. */
function counted(restMs?: number) {
  const changed = new Emitter<void>();
  const ending = new AbortController();
  let value = 1;
  const set = (next: number): void => {
    value = next;
    changed.fire();
  };
  const stream = wholeStream({ value: () => value, onChanged: changed.event }, ending.signal, restMs);
  return { changed, ending, set, stream };
}

it("tells the value at once, then the latest after changes, and ends with the signal", async () => {
  const { changed, ending, set, stream } = counted();
  expect(await stream.next()).toEqual({ done: false, value: 1 });
  set(2);
  set(3);
  expect(await stream.next()).toEqual({ done: false, value: 3 });
  const next = stream.next();
  set(4);
  expect(await next).toEqual({ done: false, value: 4 });
  const last = stream.next();
  ending.abort();
  expect(await last).toEqual({ done: true, value: undefined });
  expect(changed.listenerCount).toBe(0);
});

it("rests between two tellings where that is asked for, and tells of a change behind the rest at once", async () => {
  vi.useFakeTimers();
  try {
    const { ending, set, stream } = counted(100);
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    const told: number[] = [];
    const next = stream.next().then((result) => told.push(Number(result.value)));
    set(2);
    await vi.advanceTimersByTimeAsync(99);
    set(3);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await next;
    expect(told).toEqual([3]);
    const later = stream.next();
    await vi.advanceTimersByTimeAsync(500);
    set(4);
    expect(await later).toEqual({ done: false, value: 4 });
    const last = stream.next();
    ending.abort();
    expect(await last).toEqual({ done: true, value: undefined });
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
