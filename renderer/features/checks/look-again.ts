/** What says that a look is due. */
export interface LookCauses {
  /** The project that is open, and whether there is a connection: a text that changes when either does. */
  readonly situation: () => string | undefined;
  readonly subscribe: (heard: () => void) => unknown;
  readonly onFocus: (heard: () => void) => void;
  readonly now: () => number;
  readonly after: (ms: number, work: () => void) => unknown;
}

/** The window has better to do at its start. */
const FIRST_LOOK_MS = 1500;
/** Who changes windows often needs no look each time. */
const LEAST_BETWEEN_MS = 15_000;

/** Looks soon after a project was opened, and when the person comes back to the window: they may have mended something. */
export function lookWhenDue(
  { situation, subscribe, onFocus, now, after }: LookCauses,
  look: () => Promise<void>,
): void {
  let seen: string | undefined;
  let lastAt = -Infinity;
  const lookNow = (): void => {
    lastAt = now();
    void look();
  };
  const changed = (): void => {
    const latest = situation();
    if (latest === seen) return;
    seen = latest;
    if (latest === undefined) return;
    after(FIRST_LOOK_MS, () => {
      if (situation() === latest) lookNow();
    });
  };
  subscribe(changed);
  changed();
  onFocus(() => {
    if (situation() !== undefined && now() - lastAt >= LEAST_BETWEEN_MS) lookNow();
  });
}
