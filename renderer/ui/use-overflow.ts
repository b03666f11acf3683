import { useLayoutEffect, useState, type RefObject } from "react";

/** Whether a line is longer than its place, so that its end is cut off. */
export function useOverflow(element: RefObject<HTMLElement | null>, text: string): boolean {
  const [isCut, setIsCut] = useState(true);
  useLayoutEffect(() => {
    const own = element.current;
    if (own === null) return;
    const measure = (): void => setIsCut(own.scrollWidth > own.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(own);
    measure();
    return () => observer.disconnect();
  }, [element, text]);
  return isCut;
}
