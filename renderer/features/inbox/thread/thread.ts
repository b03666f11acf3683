import { type ThreadEntry, plainSubject, entryKey } from "./thread-entry.ts";
import { conversations } from "./conversations.ts";

/** The other messages of a message's thread, the earliest first. */
export function threadOf(shown: ThreadEntry, others: readonly ThreadEntry[]): readonly ThreadEntry[] {
  const subject = subjectKey(shown);
  if (subject === undefined) return [];
  const entries = new Map<string, ThreadEntry>();
  for (const entry of [...others, shown]) {
    if (subjectKey(entry) === subject) entries.set(entryKey(entry), entry);
  }
  const isShown = (entry: ThreadEntry): boolean => entryKey(entry) === entryKey(shown);
  const mine = conversations([...entries.values()]).find((one) => one.entries.some(isShown));
  return (mine?.entries ?? [])
    .filter((entry) => !isShown(entry))
    .toSorted(
      (one, other) =>
        one.item.at - other.item.at || compare(one.item.id, other.item.id) || compare(one.owner, other.owner),
    );
}

function subjectKey({ item }: ThreadEntry): string | undefined {
  if (item.kind !== "message" || item.from === undefined) return undefined;
  const subject = plainSubject(item.title).toLowerCase();
  return subject === "" ? undefined : subject;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
