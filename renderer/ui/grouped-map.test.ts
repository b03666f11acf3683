import { expect, test } from "vitest";
import { seededRandom } from "../../shared/base/seeded-random.test-support.ts";
import { GroupedMap, perGroup } from "./grouped-map.ts";

const entriesOf = (map: ReadonlyMap<string, number>): readonly (readonly [string, number])[] =>
  [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));

test("holds after any changes what a plain map holds, and what it was before stays as it was", () => {
  const random = seededRandom(7);
  const plain = new Map<string, number>();
  let grouped = GroupedMap.of<number>([]);
  for (let step = 0; step < 400; step += 1) {
    const before = { map: grouped, entries: entriesOf(grouped) };
    const keys = Array.from({ length: 1 + random.below(6) }, () => `CR-${String(random.below(300))}`);
    const removed = keys.filter(() => random.below(3) === 0);
    const set = keys.filter(() => random.below(2) === 0).map((key) => [key, step] as const);
    for (const key of removed) plain.delete(key);
    for (const [key, value] of set) plain.set(key, value);
    grouped = grouped.with(removed, set);
    expect(grouped.size).toBe(plain.size);
    expect(entriesOf(grouped)).toEqual(entriesOf(plain));
    expect(entriesOf(before.map)).toEqual(before.entries);
    for (const key of keys)
      expect([grouped.get(key), grouped.has(key)]).toEqual([plain.get(key), plain.has(key)]);
  }
  expect(grouped.size).toBeGreaterThan(50);
});

test("shares the groups that stay as they are, and works nothing out of them again", () => {
  const map = GroupedMap.of(Array.from({ length: 1000 }, (_, at) => [`CR-${String(at)}`, at] as const));
  let worked = 0;
  const sums = perGroup<number, number>((group) => {
    worked += 1;
    return [...group.values()].reduce((sum, value) => sum + value, 0);
  });
  const whole = (of: typeof map): number => sums(of).reduce((sum, value) => sum + value, 0);
  expect(whole(map)).toBe(499_500);
  const all = worked;
  const next = map.with([], [["CR-5", 1005]]);
  expect(whole(next)).toBe(500_500);
  expect(worked).toBe(all + 1);
  expect(map.with(["nothing"], [])).toBe(map);
});
