import { useLayoutEffect, useState, type RefObject } from "react";

export interface Scroll {
  readonly scrollTop: number;
  readonly height: number;
  readonly onScroll: () => void;
}

/** Where a scrolled element stands, and how high it is. */
export function useScroll(element: RefObject<HTMLElement | null>): Scroll {
  const [scroll, setScroll] = useState({ scrollTop: 0, height: 0 });
  useLayoutEffect(() => {
    const own = element.current;
    if (own === null) return;
    // It is told of the first size too, before anything is painted.
    const observer = new ResizeObserver(() => setScroll(scrollOf(own)));
    observer.observe(own);
    return () => observer.disconnect();
  }, [element]);
  const onScroll = (): void => {
    if (element.current !== null) setScroll(scrollOf(element.current));
  };
  return { ...scroll, onScroll };
}

function scrollOf({ scrollTop, clientHeight }: HTMLElement): Omit<Scroll, "onScroll"> {
  return { scrollTop, height: clientHeight };
}
