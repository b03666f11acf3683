import { describe, expect, it } from "vitest";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import { arrivalsOf } from "./arrivals.ts";
import { deliveryWords, itemWords } from "./delivery-words.ts";
import { noDeliveries, withDeliveries, withDismissed, type DeliveriesState } from "./deliveries-store.ts";

const NOW = 1_000_000_000;
const TASK = "task-CR-012-pre_review-v0-1";
const MESSAGE = "msg-claude-2026-02-04-143022";

const delivery = (item: string, notice: Delivery["notice"], more: Partial<Delivery> = {}): Delivery => ({
  item,
  file: "f",
  createdAt: 0,
  progress: "unread",
  notice,
  ...more,
});
const held = (item: string, reason: string): Delivery => delivery(item, { kind: "held", reason, at: 0 });
const told = (item: string, at: number): Delivery =>
  delivery(item, { kind: "announced", how: "paste", proof: "Proved.", at });
const among = (...items: Delivery[]): DeliveriesState =>
  withDeliveries(noDeliveries(), [{ kind: "snapshot", items, isFirst: true, isLast: true }]);

describe("the words for an item", () => {
  it("say what it is, by its name alone", () => {
    expect(itemWords(TASK)).toBe("task CR-012 pre review");
    expect(itemWords(MESSAGE)).toBe("message from claude");
    expect(itemWords("notif-CR-012-approved-2026-02-04")).toBe("notification CR-012 approved");
    expect(itemWords("strange")).toBe("strange");
  });

  it("say how far its telling has come", () => {
    const words = (notice: Delivery["notice"], more: Partial<Delivery> = {}) =>
      deliveryWords(delivery(TASK, notice, more), NOW);
    const announced = { kind: "announced", how: "stop-hook", proof: "Proved.", at: NOW - 240_000 } as const;
    expect(words({ kind: "waiting" }).word).toBe("waiting");
    expect(words({ kind: "announcing", attempt: "a", heldFor: "It works.", at: 0 })).toEqual({
      word: "held",
      tone: "warn",
      sentence: "Held. It works.",
    });
    expect(words(announced).sentence).toBe("Told at the end of its turn 4 min ago. Proved.");
    expect(words(announced, { progress: "seen" }).word).toBe("seen");
    expect(words(announced, { progress: "acted" }).word).toBe("done");
    expect(words({ kind: "undeliverable", reason: "No such agent.", at: 0 }).tone).toBe("bad");
  });
});

describe("what has arrived for an agent", () => {
  it("is nothing where it has seen everything, or was told a while ago", () => {
    expect(arrivalsOf(among(), NOW)).toBeUndefined();
    expect(arrivalsOf(among(told(TASK, NOW - 60_000)), NOW)).toBeUndefined();
    expect(arrivalsOf(among({ ...held(TASK, "x"), progress: "seen" }), NOW)).toBeUndefined();
  });

  it("is named, with what is held and why", () => {
    const reason = "It waits for a permission. Typing now could give it.";
    expect(arrivalsOf(among(held(TASK, reason), told(MESSAGE, NOW - 1000)), NOW)).toEqual({
      tone: "warn",
      title: "2 new: task CR-012 pre review, message from claude",
      detail: `1 notice held: ${reason}`,
      canDismiss: true,
    });
  });

  it("is counted where many are alike, or many", () => {
    const items = ["a", "b", "c", "d", "e"].map((name) => held(name, "It works."));
    expect(arrivalsOf(among(...items), NOW)).toMatchObject({
      title: "5 new: a, b, c, 2 more",
      detail: "5 notices held: It works.",
    });
    const twice = [held(MESSAGE, "x"), held(`${MESSAGE}-1`, "x")];
    expect(arrivalsOf(among(...twice), NOW)?.title).toBe("2 new: message from claude (2)");
  });

  it("goes when it is put away, but for what the agent is still to be told", () => {
    const uncertain = delivery("u", { kind: "uncertain", reason: "It ended meanwhile.", at: 0 });
    const state = among(uncertain, told(MESSAGE, NOW), held(TASK, "It works."));
    expect(arrivalsOf(state, NOW)?.detail).toContain("1 may not have been told.");
    expect(arrivalsOf(withDismissed(state), NOW)).toMatchObject({
      title: "1 new: task CR-012 pre review",
      canDismiss: false,
    });
    expect(arrivalsOf(among(uncertain), NOW)).toMatchObject({
      title: "1 may not have been told: u",
      detail: "It may have been told. It ended meanwhile.",
    });
  });
});

describe("the deliveries of an inbox", () => {
  it("come in parts, then one by one, also where a name comes again", () => {
    const parts = withDeliveries(noDeliveries(), [
      { kind: "snapshot", items: [held("a", "x")], isFirst: true, isLast: false },
    ]);
    expect(parts.byItem.size).toBe(0);
    const whole = withDeliveries(parts, [
      { kind: "snapshot", items: [held("b", "x")], isFirst: false, isLast: true },
      { kind: "changed", items: [], removed: ["a"] },
      { kind: "changed", items: [told("b", 5)], removed: ["b"] },
    ]);
    expect([...whole.byItem.values()].map(({ item, notice }) => [item, notice.kind])).toEqual([
      ["b", "announced"],
    ]);
  });
});
