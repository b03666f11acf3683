import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { FakeList } from "../testing/fake-view.test-support.ts";
import { changesOf } from "./changes-of.ts";
import { ListMirror } from "./list-mirror.ts";
import type { ListChange, LiveList } from "./live-list.ts";

interface Entry {
  readonly id: string;
  readonly value: number;
}

const idOf = ({ id }: Entry): string => id;
const entry = (id: number, value = 0): Entry => ({ id: String(id), value });
const entries = (count: number): Entry[] => Array.from({ length: count }, (_, id) => entry(id));

/** A follower that reads when the test says so. */
function follow(list: FakeList<Entry>, partSize = 500) {
  const end = new AbortController();
  const changes = changesOf(list, partSize, end.signal);
  const next = async (): Promise<ListChange<Entry>> => {
    const { value, done } = await changes.next();
    if (done === true) throw new Error("the stream has ended");
    return value;
  };
  return { next, changes, end };
}

const shape = (change: ListChange<Entry>): string =>
  change.kind === "snapshot"
    ? `${change.isFirst ? "first" : ""}${change.isLast ? "last" : ""} ${change.items.length}`
    : `+${change.items.map(({ id }) => id).join()} -${change.removed.join()}`;

describe("a list that is followed", () => {
  trackDisposables();

  it("comes whole and in parts, then as what changed", async () => {
    const list = new FakeList(idOf, entries(1200));
    const { next, end, changes } = follow(list);
    expect([shape(await next()), shape(await next()), shape(await next())]).toEqual([
      "first 500",
      " 500",
      "last 200",
    ]);
    list.put(entry(3, 1));
    expect(shape(await next())).toBe("+3 -");
    list.remove("3", "4");
    expect(shape(await next())).toBe("+ -3,4");
    end.abort();
    expect((await changes.next()).done).toBe(true);
  });

  it("is one empty part where it is empty", async () => {
    const { next, end, changes } = follow(new FakeList(idOf));
    expect(shape(await next())).toBe("firstlast 0");
    end.abort();
    await changes.next();
  });

  it("tells what changed while its parts were sent, behind them", async () => {
    const list = new FakeList(idOf, entries(2));
    const { next, end, changes } = follow(list, 1);
    expect(shape(await next())).toBe("first 1");
    list.put(entry(7));
    list.remove("0");
    expect(shape(await next())).toBe("last 1");
    expect(shape(await next())).toBe("+7 -0");
    end.abort();
    await changes.next();
  });

  it("tells a slow reader once of what changed often", async () => {
    const list = new FakeList(idOf, entries(1));
    const { next, end, changes } = follow(list);
    await next();
    for (let value = 0; value < 1000; value += 1) list.put(entry(0, value), entry(1, value));
    list.remove("1");
    expect(await next()).toEqual({ kind: "changed", items: [entry(0, 999)], removed: ["1"] });
    end.abort();
    await changes.next();
  });

  it("sends a reader that fell far behind the whole list again", async () => {
    const list = new FakeList(idOf);
    const { next, end, changes } = follow(list);
    await next();
    for (let id = 0; id < 100_000; id += 1) {
      list.put(entry(id));
      list.remove(String(id - 1));
    }
    const parts: ListChange<Entry>[] = [];
    const mirror = new ListMirror<Entry>(idOf);
    do {
      const part = await next();
      parts.push(part);
      mirror.apply(part);
    } while (mirror.all().length !== 1);
    expect(parts[0]?.kind).toBe("snapshot");
    // What it was owed meanwhile is no more than a list's worth.
    expect(parts.length).toBeLessThan(30);
    expect(mirror.all()).toEqual([entry(99_999)]);
    end.abort();
    await changes.next();
    mirror.dispose();
  });

  it("ends also where nothing happens any more", async () => {
    const list = new FakeList(idOf);
    const { next, end, changes } = follow(list);
    await next();
    const last = changes.next();
    end.abort();
    expect((await last).done).toBe(true);
    expect(list.emitter.listenerCount).toBe(0);
  });

  it("is the same for whoever is told, whatever changes and however slowly they read", async () => {
    for (let round = 0; round < rounds(50); round += 1) {
      const random = seededRandom(round);
      const list = new FakeList(idOf, entries(random.below(30)));
      const { next, end, changes } = follow(list, 1 + random.below(8));
      const mirror = new ListMirror<Entry>(idOf);
      for (let step = 0; step < 200; step += 1) {
        const kind = random.below(10);
        if (kind < 5) list.put(entry(random.below(40), step));
        else if (kind < 8) list.remove(String(random.below(40)));
        else if (kind < 9) mirror.apply(await withinReach(list, next));
        else list.emitter.fire("all");
      }
      // It is told all in the end, or this never does.
      list.put(entry(99, round));
      while (!isDeepStrictEqual(sorted(mirror), sorted(list))) mirror.apply(await next());
      end.abort();
      await changes.next();
      mirror.dispose();
    }
  });
});

function sorted(list: LiveList<Entry>): Entry[] {
  return list.all().toSorted((a, b) => Number(a.id) - Number(b.id));
}

/** The next part, where there is always one to come. */
async function withinReach(
  list: FakeList<Entry>,
  next: () => Promise<ListChange<Entry>>,
): Promise<ListChange<Entry>> {
  list.put(entry(50));
  return next();
}
