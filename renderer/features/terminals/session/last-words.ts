import type { FramePipe } from "../../../../shared/terminal/pipe.ts";
import { KEPT_MS, type TypeAhead } from "../input/type-ahead.ts";
import { PipeKeeper } from "./pipe-keeper.ts";

/** Brings what was typed ahead to a terminal that its person has left before it was there. */
export function sayWhenThere(typed: TypeAhead, openPipe: () => FramePipe): void {
  const keeper = new PipeKeeper({
    openPipe,
    onOpened: () => keeper.send({ kind: "open", request: { follow: "screen" } }),
    onFrame: ({ kind }) => {
      if (kind !== "snapshot") return;
      for (const bytes of typed.take(performance.now())) keeper.type(bytes);
      end();
    },
    onLost: () => undefined,
  });
  const timer = setTimeout(end, KEPT_MS);
  keeper.setWanted(true);

  function end(): void {
    clearTimeout(timer);
    keeper.dispose();
  }
}
