import { useEffect, useState, type RefObject } from "react";

/** Whether an element can be seen: it is within what is scrolled, and the page is not in the background. */
export function useVisible(element: RefObject<Element | null>): boolean {
  const [isInView, setInView] = useState(false);
  const [isPageSeen, setPageSeen] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      setInView(entries.at(-1)?.isIntersecting === true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  useEffect(() => {
    const onChange = (): void => setPageSeen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);
  return isInView && isPageSeen;
}
