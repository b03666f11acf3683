import { describe, expect, it } from "vitest";
import { followStream } from "./follow-stream.ts";

async function* items(...values: (number | Error)[]): AsyncGenerator<number> {
  for (const value of values) {
    if (value instanceof Error) throw value;
    yield value;
  }
}

describe("a stream that is followed", () => {
  it("is subscribed to again when it ends or breaks, until it is no longer wanted", async () => {
    const end = new AbortController();
    const seen: number[] = [];
    const streams = [items(1, 2), items(3, new Error("broken")), items(4)];
    let waits = 0;
    await followStream(
      {
        open: () => Promise.resolve(streams.shift() ?? items()),
        apply: (value) => seen.push(value),
        wait: () => {
          waits += 1;
          if (waits === 4) end.abort();
          return Promise.resolve();
        },
      },
      end.signal,
    );
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it("is not applied any more once the signal aborts", async () => {
    const end = new AbortController();
    const seen: number[] = [];
    await followStream(
      {
        open: () => Promise.resolve(items(1, 2, 3)),
        apply: (value) => {
          seen.push(value);
          if (value === 2) end.abort();
        },
        wait: () => Promise.resolve(),
      },
      end.signal,
    );
    expect(seen).toEqual([1, 2]);
  });
});
