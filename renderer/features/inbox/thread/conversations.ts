import type { ThreadEntry } from "./thread-entry.ts";

/** Messages under one subject that belong together, and who wrote and got them. */
interface Conversation {
  readonly people: ReadonlySet<string>;
  readonly entries: readonly ThreadEntry[];
}

/** A message to several is sent to one after the other: so far apart one copy and the next may be. */
const SENDING_MS = 10 * 60_000;

/**
 * Parts messages under one subject into conversations: what two people write to each other belongs together, copies of
 * one message join the people who got them, and what some of these people write among themselves belongs to it too.
 */
export function conversations(entries: readonly ThreadEntry[]): readonly Conversation[] {
  const byPair = Map.groupBy(entries, (entry) => peopleOf(entry).toSorted().join(" "));
  let found: readonly Conversation[] = [...byPair.values()].map((of) => ({
    people: new Set(of.flatMap(peopleOf)),
    entries: of,
  }));
  for (const people of receivers(entries)) found = joined(found, people);
  for (const { people } of found.toSorted((one, other) => other.people.size - one.people.size)) {
    found = joined(found, people);
  }
  return found;
}

/** The sender and the receiver. */
function peopleOf({ owner, item }: ThreadEntry): readonly string[] {
  return item.from === undefined ? [owner] : [owner, item.from];
}

/** Makes one of the conversations that are among some people. */
function joined(all: readonly Conversation[], people: ReadonlySet<string>): readonly Conversation[] {
  const isAmong = (one: Conversation): boolean => [...one.people].every((name) => people.has(name));
  const among = all.filter(isAmong);
  if (among.length < 2) return all;
  const one: Conversation = {
    people: new Set(among.flatMap((each) => [...each.people])),
    entries: among.flatMap((each) => each.entries),
  };
  return [...all.filter((each) => !isAmong(each)), one];
}

/** For each message that was sent to several its sender and all who got it. */
function receivers(entries: readonly ThreadEntry[]): readonly ReadonlySet<string>[] {
  const sent = Map.groupBy(entries, ({ item }) => `${item.from ?? ""} ${item.title}`);
  return [...sent.values()].flatMap((copies) => {
    const groups: Set<string>[] = [];
    let last = -Infinity;
    for (const copy of copies.toSorted((one, other) => one.item.at - other.item.at)) {
      if (copy.item.at - last > SENDING_MS) groups.push(new Set());
      last = copy.item.at;
      for (const name of peopleOf(copy)) groups.at(-1)?.add(name);
    }
    return groups.filter((people) => people.size > 2);
  });
}
