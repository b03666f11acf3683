import { expect, it } from "vitest";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import { deliverySteps } from "./delivery-steps.ts";

const delivery = (notice: Delivery["notice"], change: Partial<Delivery> = {}): Delivery => ({
  item: "msg-bu-2026-02-04-120000",
  file: "1",
  createdAt: 5,
  notice,
  progress: "unread",
  ...change,
});
const words = (of: Delivery): readonly string[] =>
  deliverySteps(of).map(({ name, word, state }) => `${word ?? name} ${state}`);

it("says how far a message has come", () => {
  expect(words(delivery({ kind: "waiting" }))).toEqual([
    "Created done",
    "Announced open",
    "Seen open",
    "Archived open",
  ]);
  const told = delivery(
    { kind: "announced", how: "paste", proof: "It was read.", at: 9 },
    { progress: "seen" },
  );
  expect(words(told)).toEqual(["Created done", "Announced done", "Seen done", "Archived open"]);
  expect(deliverySteps(told).map(({ at }) => at)).toEqual([5, 9, undefined, undefined]);
});

it("ends with what is done for a task, and says what went otherwise", () => {
  const item = "task-CR-001-pre_review-v0-1";
  expect(words(delivery({ kind: "undeliverable", reason: "Nobody.", at: 1 }, { item }))).toEqual([
    "Created done",
    "Undeliverable bad",
    "Seen open",
    "Acted open",
  ]);
  expect(words(delivery({ kind: "held", reason: "Busy.", at: 1 }, { item, progress: "acted" }))).toEqual([
    "Created done",
    "Not announced open",
    "Seen done",
    "Acted done",
  ]);
});
