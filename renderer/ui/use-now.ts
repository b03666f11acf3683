import { useEffect, useState } from "react";

/** Coarse enough to cost nothing, fine enough that "40 s" is not far off. */
const TICK_MS = 5000;

/** The time, every few seconds; only while the page is seen. It is the same wherever it is asked for: two texts agree. */
export function useNow(): number {
  const [now, setNow] = useState(lastTick);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      clearTimeout(timer);
      if (!document.hidden) setNow(lastTick());
      timer = setTimeout(tick, lastTick() + TICK_MS - Date.now());
    };
    tick();
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);
  return now;
}

function lastTick(): number {
  return Math.floor(Date.now() / TICK_MS) * TICK_MS;
}
