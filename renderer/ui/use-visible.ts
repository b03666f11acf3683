import { useEffect, useState, type RefObject } from "react";

/** Whether an element can be seen: it is within what is scrolled, and the page is not in the background. */
export function useVisible(element: RefObject<Element | null>): boolean {
  const [isInView, setInView] = useState(false);
  const isPageSeen = usePageSeen();
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      setInView(entries.at(-1)?.isIntersecting === true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isInView && isPageSeen;
}

/** Whether the page is not in the background. */
export function usePageSeen(): boolean {
  const [isSeen, setSeen] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    const onChange = (): void => setSeen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);
  return isSeen;
}
