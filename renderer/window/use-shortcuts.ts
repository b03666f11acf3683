import { useEffect, useRef } from "react";
import { shortcutOf, type Platform, type Shortcut } from "../features/terminals/input/key-map.ts";

/** Hears the window's shortcuts before whatever has the focus. Answer true for one that was used. */
export function useShortcuts(platform: Platform, onShortcut: (shortcut: Shortcut) => boolean): void {
  const latest = useRef(onShortcut);
  useEffect(() => {
    latest.current = onShortcut;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (document.querySelector("dialog[open]") !== null) return;
      // Copy and paste are for whatever has the focus; only a terminal knows its selection.
      const shortcut = shortcutOf(event, platform, false);
      if (shortcut === undefined || !latest.current(shortcut)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [platform]);
}
