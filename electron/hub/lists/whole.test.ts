import { expect, it } from "vitest";
import { Emitter } from "../../../shared/base/emitter.ts";
import { wholeStream } from "./whole.ts";

it("tells the value at once, then the latest after changes, and ends with the signal", async () => {
  const changed = new Emitter<void>();
  const ending = new AbortController();
  let value = 1;
  const set = (next: number): void => {
    value = next;
    changed.fire();
  };
  const stream = wholeStream({ value: () => value, onChanged: changed.event }, ending.signal);
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
