import { useLayoutEffect, useRef } from "react";
import { useStore } from "zustand";
import type { ActionId } from "./action-list.ts";
import type { Actions, ActionWay } from "./actions.ts";

// All of it is there before the first paint: what is pressed as soon as the window is seen is heard.

/** Says how actions are done for as long as the component is there. */
export function useActionWays(actions: Actions, ways: Readonly<Partial<Record<ActionId, ActionWay>>>): void {
  const latest = useRef(ways);
  useLayoutEffect(() => {
    latest.current = ways;
  });
  const ids = Object.keys(ways).join(" ");
  useLayoutEffect(() => {
    const given = Object.keys(latest.current) as ActionId[];
    const provided = given.map((id) =>
      actions.provide(id, {
        whyNot: () => latest.current[id]?.whyNot?.(),
        run: () => latest.current[id]?.run(),
      }),
    );
    return () => provided.forEach((one) => one.dispose());
  }, [actions, ids]);
}

/** The keys of an action as the person reads them, as they are now. */
export function useKeysText(actions: Actions, id: ActionId): string | undefined {
  useStore(actions.keyMap);
  return actions.keysText(id);
}

/** Hears the window's keys before whatever has the focus. */
export function useActionKeys(actions: Actions): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // A dialog has its keys to itself.
      if (document.querySelector("[data-modal]") !== null) return;
      const isInTerminal = event.target instanceof Element && event.target.closest(".xterm") !== null;
      const id = actions.actionOf(event, isInTerminal);
      if (id === undefined || !actions.isProvided(id)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      actions.run(id);
    };
    // The two further buttons of a mouse, by which a browser would leave the page.
    const onMouseUp = (event: MouseEvent): void => {
      if (event.button !== 3 && event.button !== 4) return;
      event.preventDefault();
      actions.run(event.button === 3 ? "go.back" : "go.forward");
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    window.addEventListener("mouseup", onMouseUp, { capture: true });
    return () => {
      window.removeEventListener("keydown", onKeyDown, { capture: true });
      window.removeEventListener("mouseup", onMouseUp, { capture: true });
    };
  }, [actions]);
}
