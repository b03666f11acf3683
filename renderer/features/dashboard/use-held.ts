import { useRef, useState, type FocusEvent } from "react";
import { heldOrder, type Held } from "./held-order.ts";

/** What tells that somebody reads a list. */
export interface Reading {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/** Keeps a list from moving while the pointer is over it or the focus in it. */
export function useHeld<T>(
  latest: readonly T[],
  keyOf: (entry: T) => string,
): { readonly held: Held<T>; readonly reading: Reading } {
  const [shown, setShown] = useState<readonly T[]>();
  const reasons = useRef(new Set<"pointer" | "focus">());
  const begin = (reason: "pointer" | "focus"): void => {
    reasons.current.add(reason);
    setShown((known) => known ?? latest);
  };
  const end = (reason: "pointer" | "focus"): void => {
    reasons.current.delete(reason);
    if (reasons.current.size === 0) setShown(undefined);
  };
  return {
    held: shown === undefined ? { entries: latest, fresh: 0 } : heldOrder(shown, latest, keyOf),
    reading: {
      onPointerEnter: () => begin("pointer"),
      onPointerLeave: () => end("pointer"),
      onFocus: () => begin("focus"),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) end("focus");
      },
    },
  };
}
