import { expect, it } from "vitest";
import { Turns } from "./turns.ts";

const never = new AbortController().signal;

it("lets a few calls of each user work at a time, in the order in which they came", async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const call = (user: string, name: string, signal = never): Promise<void> =>
    turns.take(user, signal, () => {
      begun.push(name);
      return new Promise((resolve) => void ends.push(resolve));
    });
  const cancelled = new AbortController();
  const calls = [call("qa", "1"), call("qa", "2"), call("qa", "3", cancelled.signal), call("qa", "4")];
  calls.push(call("bu", "other"));
  expect(begun).toEqual(["1", "2", "other"]);
  cancelled.abort();
  await expect(calls[2]).rejects.toThrow("cancelled");
  ends[0]?.();
  await expect.poll(() => begun).toEqual(["1", "2", "other", "4"]);
  for (const end of ends) end();
  await expect.poll(() => ends.length).toBe(4);
  ends[3]?.();
  await Promise.all(calls.filter((_, place) => place !== 2));
  await expect(turns.take("qa", never, async () => "free")).resolves.toBe("free");
});

it("refuses what nobody could wait for", async () => {
  const turns = new Turns(1);
  const { promise, resolve } = Promise.withResolvers<void>();
  const calls = Array.from({ length: 61 }, () => turns.take("qa", never, () => promise));
  await expect(turns.take("qa", never, () => promise)).rejects.toThrow("Too many");
  resolve();
  await Promise.all(calls);
});

it("goes on after work that fails", async () => {
  const turns = new Turns(1);
  await expect(turns.take("qa", never, () => Promise.reject(new Error("x")))).rejects.toThrow("x");
  await expect(turns.take("qa", never, async () => "free")).resolves.toBe("free");
});
