import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Emitter } from "../../../../shared/base/emitter.ts";
import { encodeTerminalFrame } from "../../../../shared/terminal/frames.ts";
import type { FramePipe } from "../../../../shared/terminal/pipe.ts";
import { PipeKeeper } from "./pipe-keeper.ts";

/** Pipes in memory, as many as are asked for. */
function makePipes() {
  const made: { frame: Emitter<Uint8Array>; closed: Emitter<void>; isClosed: boolean }[] = [];
  const openPipe = (): FramePipe => {
    const own = { frame: new Emitter<Uint8Array>(), closed: new Emitter<void>(), isClosed: false };
    made.push(own);
    return {
      onFrame: own.frame.event,
      onClosed: own.closed.event,
      send: () => undefined,
      close: () => {
        own.isClosed = true;
      },
    };
  };
  const events: string[] = [];
  const keeper = new PipeKeeper({
    openPipe,
    onOpened: () => events.push("opened"),
    onFrame: ({ kind }) => events.push(kind),
    onLost: () => events.push("lost"),
  });
  return { made, events, keeper };
}

const ENDED = encodeTerminalFrame({ kind: "ended", code: 0 });

describe("the pipe of a terminal", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is opened when there is a terminal to be had, and once", () => {
    const { made, keeper } = makePipes();
    expect(made).toHaveLength(0);
    keeper.setWanted(true);
    keeper.setWanted(true);
    expect(made).toHaveLength(1);
    keeper.dispose();
  });

  it("is opened again when it is lost, ever more seldom while nothing comes of it", () => {
    const { made, events, keeper } = makePipes();
    keeper.setWanted(true);
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const before = Date.now();
      made.at(-1)?.closed.fire();
      vi.advanceTimersToNextTimer();
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([100, 250, 500, 1000, 2000, 2000]);
    made.at(-1)?.frame.fire(ENDED);
    const before = Date.now();
    made.at(-1)?.closed.fire();
    vi.advanceTimersToNextTimer();
    expect(Date.now() - before).toBe(100);
    expect(events.filter((event) => event === "lost")).toHaveLength(7);
    keeper.dispose();
  });

  it("is not asked for while there is no hub, and at once when there is one again", () => {
    const { made, keeper } = makePipes();
    keeper.setWanted(true);
    keeper.setWanted(false);
    made[0]?.closed.fire();
    expect(vi.getTimerCount()).toBe(0);
    keeper.setWanted(true);
    expect(made).toHaveLength(2);
    keeper.dispose();
  });

  it("is cut off where a frame is not of the protocol", () => {
    const { made, events, keeper } = makePipes();
    keeper.setWanted(true);
    made[0]?.frame.fire(Uint8Array.of(99, 1, 2));
    expect(made[0]?.isClosed).toBe(true);
    expect(events).toEqual(["opened", "lost"]);
    keeper.dispose();
  });

  it("is replaced when another program runs in the terminal", () => {
    const { made, events, keeper } = makePipes();
    keeper.setWanted(true);
    keeper.renew();
    expect(made.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    made[0]?.frame.fire(ENDED);
    expect(events).toEqual(["opened", "opened"]);
    keeper.dispose();
  });

  it("is closed with its keeper, and nothing of it goes on", () => {
    const { made, keeper } = makePipes();
    keeper.setWanted(true);
    made[0]?.closed.fire();
    keeper.dispose();
    expect(vi.getTimerCount()).toBe(0);
    expect(keeper.isOpen).toBe(false);
  });
});
