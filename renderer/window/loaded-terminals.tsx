import { Suspense, type ComponentProps } from "react";
import type { ShellPane } from "../features/terminals/pane/shell-pane.tsx";
import { lazyView } from "./lazy-view.tsx";
import { PlaceBoundary } from "./place-boundary.tsx";
import type { TerminalAreaProps } from "./terminal-area.tsx";

// What shows terminals is a third of the window's code, and the first thing that is seen is mostly something else.
const AREA = lazyView(async () => (await import("./terminal-area.tsx")).TerminalArea);
const SHELL = lazyView(async () => (await import("../features/terminals/pane/shell-pane.tsx")).ShellPane);

/** Loads what shows terminals, before the first is seen. */
export async function preloadTerminals(): Promise<void> {
  await AREA.preload();
  await SHELL.preload();
}

/** The terminals of agents, as soon as what shows them is loaded. */
export function LoadedTerminalArea(props: TerminalAreaProps) {
  return (
    <PlaceBoundary onAgain={AREA.renew}>
      <Suspense fallback={null}>
        <AREA.View {...props} />
      </Suspense>
    </PlaceBoundary>
  );
}

/** A shell, as soon as what shows it is loaded. */
export function LoadedShell(props: ComponentProps<typeof ShellPane>) {
  return (
    <PlaceBoundary onAgain={SHELL.renew}>
      <Suspense fallback={null}>
        <SHELL.View {...props} />
      </Suspense>
    </PlaceBoundary>
  );
}
