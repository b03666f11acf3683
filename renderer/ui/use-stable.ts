import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same one, and does what the latest one that was given does. */
export function useStable<A extends readonly unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
