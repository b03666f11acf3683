import { describe, expect, it } from "vitest";
import type { NewsChange } from "../../../shared/contract/news.ts";
import { arrivalsIn } from "./arrivals.ts";
import { itemNews } from "./news.test-support.ts";
import { gatheredNews, noNews, withNewsChange } from "./news-store.ts";

const told = { ...itemNews("told"), toast: { kind: "silent", at: 0, reason: "Quiet." } } as const;

/** The names of what came with the last of these changes. */
function last(...changes: readonly NewsChange[]) {
  const states = [noNews()];
  for (const change of changes) states.push(withNewsChange(states.at(-1) ?? noNews(), change));
  const { fresh, missed } = arrivalsIn(states.at(-2) ?? noNews(), states.at(-1) ?? noNews());
  return { fresh: fresh.map(({ id }) => id), missed: missed.map(({ id }) => id) };
}

describe("news as they arrive", () => {
  const first: NewsChange = { kind: "snapshot", news: [itemNews("1"), told] };

  it("were missed when they came before the window was there", () => {
    expect(last(first)).toEqual({ fresh: [], missed: ["1"] });
  });

  it("are fresh when they come later, and only once", () => {
    expect(last(first, { kind: "changed", news: [itemNews("2")] })).toEqual({ fresh: ["2"], missed: [] });
    expect(last(first, { kind: "changed", news: [{ ...itemNews("1"), toast: told.toast }] })).toEqual({
      fresh: [],
      missed: [],
    });
  });

  it("are fresh also when they came while the connection was lost, unless somebody was told", () => {
    const second: NewsChange = {
      kind: "snapshot",
      news: [itemNews("1"), itemNews("2"), { ...itemNews("3"), toast: told.toast }],
    };
    expect(last(first, second)).toEqual({ fresh: ["2"], missed: [] });
  });
});

it("gathers changes that come one behind the other, and keeps a snapshot apart from what is fresh", () => {
  const snapshot: NewsChange = { kind: "snapshot", news: [itemNews("1")] };
  const change = (...ids: readonly string[]): NewsChange => ({
    kind: "changed",
    news: ids.map((id) => itemNews(id)),
  });
  expect(gatheredNews([snapshot, change("2"), change("3", "4"), snapshot, change("5")])).toEqual([
    snapshot,
    change("2", "3", "4"),
    snapshot,
    change("5"),
  ]);
});
