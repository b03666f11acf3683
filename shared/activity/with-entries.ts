import type { ActivityEntry } from "../contract/activity.ts";

/** Entries in the order of the timeline, the latest first, with others among them: each once, whichever way it came. */
export function withEntries(
  known: readonly ActivityEntry[],
  added: readonly ActivityEntry[],
): readonly ActivityEntry[] {
  const fresh = latestFirst(added);
  if (fresh.length === 0) return known;
  const merged: ActivityEntry[] = [];
  let at = 0;
  for (const entry of fresh) {
    while (at < known.length && isLater(known[at], entry)) pushIfThere(merged, known[at++]);
    if (known[at]?.id === entry.id) at += 1;
    merged.push(entry);
  }
  return [...merged, ...known.slice(at)];
}

function latestFirst(entries: readonly ActivityEntry[]): ActivityEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return [...byId.values()].toSorted((one, other) => (one.id < other.id ? 1 : -1));
}

function isLater(one: ActivityEntry | undefined, other: ActivityEntry): boolean {
  return one !== undefined && one.id > other.id;
}

function pushIfThere(list: ActivityEntry[], entry: ActivityEntry | undefined): void {
  if (entry !== undefined) list.push(entry);
}
