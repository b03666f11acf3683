import { describe, expect, it } from "vitest";
import { framesOf, perFrame } from "./per-frame.ts";

/** A page whose frames and timers are run by the test. */
function makePage() {
  const frames = new Map<number, () => void>();
  const timers = new Map<number, () => void>();
  let last = 0;
  const keep = (kept: Map<number, () => void>, run: () => void): number => {
    last += 1;
    kept.set(last, run);
    return last;
  };
  const page = {
    requestAnimationFrame: (run: () => void) => keep(frames, run),
    cancelAnimationFrame: (id: number) => void frames.delete(id),
    setTimeout: (run: () => void) => keep(timers, run),
    clearTimeout: (id: number | undefined) => void timers.delete(id ?? 0),
  };
  const runAll = (kept: Map<number, () => void>): void => {
    for (const run of [...kept.values()]) run();
  };
  return {
    nextFrame: framesOf(page as unknown as Parameters<typeof framesOf>[0]),
    draw: () => runAll(frames),
    wait: () => runAll(timers),
    waiting: () => frames.size + timers.size,
  };
}

describe("what comes within a frame", () => {
  it("is handed over at once, in its order", () => {
    const page = makePage();
    const heard: (readonly number[])[] = [];
    const add = perFrame<number>(page.nextFrame, (items) => heard.push(items), new AbortController().signal);
    add(1);
    add(2);
    expect(heard).toEqual([]);
    page.draw();
    expect(heard).toEqual([[1, 2]]);
    add(3);
    page.draw();
    expect(heard).toEqual([[1, 2], [3]]);
    expect(page.waiting()).toBe(0);
  });

  it("is handed over also while the page is not seen", () => {
    const page = makePage();
    const heard: (readonly number[])[] = [];
    const add = perFrame<number>(page.nextFrame, (items) => heard.push(items), new AbortController().signal);
    add(1);
    page.wait();
    page.draw();
    expect(heard).toEqual([[1]]);
  });

  it("is dropped once it is no longer wanted", () => {
    const page = makePage();
    const end = new AbortController();
    const heard: (readonly number[])[] = [];
    const add = perFrame<number>(page.nextFrame, (items) => heard.push(items), end.signal);
    add(1);
    end.abort();
    page.draw();
    expect(heard).toEqual([]);
  });
});
