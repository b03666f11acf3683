import type { StoreApi } from "zustand/vanilla";

/** Something that the hub tells and the person changes. */
export interface Changeable<Value> {
  /** As the person sees it: what the hub told, with the changes that are on their way to it. Absent until it has told. */
  readonly known?: Value | undefined;
  readonly told?: Value | undefined;
  readonly changes: readonly Change<Value>[];
  /** Why the last change was not taken, where that is said beside what was changed. */
  readonly refusal?: string | undefined;
}

export type Change<Value> = (value: Value) => Value;

type Store<Value> = StoreApi<Changeable<Value>>;

/** What the hub tells does not undo the changes that it has not heard of yet. */
export function tell<Value>(store: Store<Value>, told: NoInfer<Value>): void {
  update(store, { told });
}

/** Shows a change at once, sends it, and shows what the hub makes of it. Throws what the call throws. */
export async function sendChange<Value>(
  store: Store<Value>,
  change: Change<Value>,
  call: () => Promise<Value>,
): Promise<void> {
  update(store, { changes: [...store.getState().changes, change] });
  try {
    tell(store, await call());
  } finally {
    update(store, { changes: store.getState().changes.filter((other) => other !== change) });
  }
}

function update<Value>(
  store: Store<Value>,
  part: Partial<Pick<Changeable<Value>, "told" | "changes">>,
): void {
  const { told, changes } = { ...store.getState(), ...part };
  const known =
    told === undefined ? undefined : changes.reduce<Value>((value, change) => change(value), told);
  store.setState({ told, changes, known });
}
