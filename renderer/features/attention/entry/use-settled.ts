import { useEffect, useState } from "react";

/** Longer than it takes to press what stood here a moment ago, shorter than it takes to read what stands here now. */
const SETTLE_MS = 400;

/** Whether something has stayed as it is for a moment: a press before that was meant for what was there before. */
export function useSettled(key: string): boolean {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return settled === key;
}
