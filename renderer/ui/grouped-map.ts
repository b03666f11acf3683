/** So many that one which is copied is small, and so few that all can be gone through with each change. */
const GROUPS = 128;

/**
 * A map that never changes. One that differs in little shares all groups of entries that are the same: what is worked
 * out of a group can be kept for it, and a change costs what changes.
 */
export class GroupedMap<V> implements ReadonlyMap<string, V> {
  readonly groups: readonly ReadonlyMap<string, V>[];
  readonly size: number;

  private constructor(groups: readonly ReadonlyMap<string, V>[]) {
    this.groups = groups;
    this.size = groups.reduce((sum, { size }) => sum + size, 0);
  }

  static of<V>(entries: Iterable<readonly [string, V]>): GroupedMap<V> {
    const groups = Array.from({ length: GROUPS }, () => new Map<string, V>());
    for (const [key, value] of entries) groups[placeOf(key)]?.set(key, value);
    return new GroupedMap<V>(groups);
  }

  /** The same without these keys, and then with these entries. */
  with(removed: Iterable<string>, entries: Iterable<readonly [string, V]>): GroupedMap<V> {
    const groups = [...this.groups];
    const own = new Map<number, Map<string, V>>();
    const ownGroup = (key: string): Map<string, V> => {
      const place = placeOf(key);
      const group = own.get(place) ?? new Map(groups[place]);
      own.set(place, group);
      groups[place] = group;
      return group;
    };
    for (const key of removed) if (this.has(key)) ownGroup(key).delete(key);
    for (const [key, value] of entries) ownGroup(key).set(key, value);
    return own.size === 0 ? this : new GroupedMap<V>(groups);
  }

  get(key: string): V | undefined {
    return this.groups[placeOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.groups[placeOf(key)]?.has(key) === true;
  }

  forEach(work: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) work(value, key, this);
  }

  *entries(): MapIterator<[string, V]> {
    for (const group of this.groups) yield* group;
  }

  *keys(): MapIterator<string> {
    for (const group of this.groups) yield* group.keys();
  }

  *values(): MapIterator<V> {
    for (const group of this.groups) yield* group.values();
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
}

/** The groups of a map; one that is not grouped is one group. */
export function groupsOf<V>(map: ReadonlyMap<string, V>): readonly ReadonlyMap<string, V>[] {
  return map instanceof GroupedMap ? (map as GroupedMap<V>).groups : [map];
}

/** Works something out of each group once, for as long as the group stays as it is. */
export function perGroup<V, T>(
  work: (group: ReadonlyMap<string, V>) => T,
): (map: ReadonlyMap<string, V>) => readonly T[] {
  const known = new WeakMap<ReadonlyMap<string, V>, { readonly made: T }>();
  return (map) =>
    groupsOf(map).map((group) => {
      const kept = known.get(group) ?? { made: work(group) };
      known.set(group, kept);
      return kept.made;
    });
}

function placeOf(key: string): number {
  let sum = 0;
  for (let at = 0; at < key.length; at += 1) sum = (Math.imul(sum, 31) + key.charCodeAt(at)) | 0;
  return (sum >>> 0) % GROUPS;
}
