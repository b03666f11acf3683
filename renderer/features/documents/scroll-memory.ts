/** How far something was scrolled when it was last seen. */
export interface ScrollMemory {
  readonly read: () => number;
  readonly keep: (top: number) => void;
}

export function scrollMemory(): ScrollMemory {
  let last = 0;
  return {
    read: () => last,
    keep: (top) => {
      last = top;
    },
  };
}
