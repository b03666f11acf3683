import { useEffect, useLayoutEffect, useRef } from "react";
import { focusWork, isFocusLost, returnFocus } from "./focus.ts";

/**
 * For something that takes the focus while it is open: what is returned gives the focus back to whatever had it before.
 * Where it closes and nothing has the focus, the work has it.
 */
export function useReturnedFocus(isOpen: boolean): () => void {
  const opener = useRef<Element | null>(null);
  // Before what opens takes the focus.
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen && opener.current !== null && isFocusLost()) focusWork();
  }, [isOpen]);
  return () => returnFocus(opener.current);
}
