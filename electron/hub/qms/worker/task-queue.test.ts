import { expect, it } from "vitest";
import { TaskQueue } from "./task-queue.ts";

function taken(queue: TaskQueue<string>): string {
  return queue.takeAll().join(" ");
}

it("gives users their turns one after another, each in the order of its own tasks", () => {
  const queue = new TaskQueue<string>();
  for (const task of ["a1", "a2", "a3"]) queue.add("ann", "long", task);
  for (const task of ["b1", "b2"]) queue.add("bob", "long", task);
  queue.add("cid", "long", "c1");
  expect(taken(queue)).toBe("a1 b1 c1 a2 b2 a3");
  expect(queue.takeNext()).toBeUndefined();
});

it("has what is short done before what is long, whoever asks", () => {
  const queue = new TaskQueue<string>();
  queue.add("ann", "long", "long");
  queue.add("ann", "short", "short of ann");
  queue.add("bob", "short", "short of bob");
  queue.add("bob", "first", "first");
  expect(taken(queue)).toBe("first short of ann short of bob long");
});

it("lets long work have its turn however much that is short comes in", () => {
  const queue = new TaskQueue<string>();
  queue.add("ann", "long", "long");
  for (let number = 0; number < 100; number += 1) queue.add("bob", "short", "short");
  const order: string[] = [];
  for (let task = queue.takeNext(); task !== "long"; task = queue.takeNext()) order.push(task ?? "none");
  expect(order.length).toBeLessThan(20);
});
