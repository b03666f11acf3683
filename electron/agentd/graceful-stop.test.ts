import { describe, expect, it } from "vitest";
import type { Activity } from "../../shared/link/activity.ts";
import { GracefulStop } from "./graceful-stop.ts";

/** A program whose activity the test decides, in a time that passes when it is told to. */
class Stage {
  kind: "idle" | "busy" | "no-signal" = "busy";
  readonly ended: boolean[] = [];
  readonly said: (number | undefined)[] = [];
  #now = 0;
  readonly #due = new Map<() => void, number>();
  readonly stop = new GracefulStop({
    activity: (): Activity => ({ kind: this.kind, since: 0, evidence: [] }),
    now: () => this.#now,
    later: (milliseconds, work) => {
      this.#due.set(work, this.#now + milliseconds);
      return () => void this.#due.delete(work);
    },
    end: (force) => void this.ended.push(force),
    onChanged: () => void this.said.push(this.stop.turnMs),
  });

  does(kind: "idle" | "busy"): void {
    this.kind = kind;
    this.stop.look();
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [work, at] of this.#due)
      if (at <= this.#now) {
        this.#due.delete(work);
        work();
      }
  }
}

describe("a graceful stop", () => {
  it("ends a program that rests, or of which no turn is known, at once", () => {
    for (const kind of ["idle", "no-signal"] as const) {
      const stage = new Stage();
      stage.kind = kind;
      stage.stop.ask({ force: false, turnMs: 1000 });
      expect(stage.ended).toEqual([false]);
      expect(stage.said).toEqual([undefined]);
    }
  });

  it("ends a program a moment after its turn, and not in the next one that begins in that moment", () => {
    const stage = new Stage();
    stage.stop.ask({ force: false, turnMs: 60_000 });
    stage.pass(5000);
    stage.does("idle");
    stage.pass(100);
    stage.does("busy");
    stage.pass(5000);
    expect(stage.ended).toEqual([]);
    stage.does("idle");
    stage.pass(1000);
    expect(stage.ended).toEqual([false]);
    expect(stage.said).toEqual([60_000, undefined]);
  });

  it("waits no longer than it was told last, and never longer than before", () => {
    const stage = new Stage();
    stage.stop.ask({ force: false, turnMs: 60_000 });
    stage.stop.ask({ force: false, turnMs: 10_000 });
    stage.stop.ask({ force: false, turnMs: 60_000 });
    expect(stage.said).toEqual([60_000, 10_000, 10_000]);
    stage.pass(10_000);
    expect(stage.ended).toEqual([false]);
    stage.pass(60_000);
    expect(stage.ended).toEqual([false]);
  });

  it("waits no more when it is asked without time for a turn, and by force", () => {
    const stage = new Stage();
    stage.stop.ask({ force: false, turnMs: 60_000 });
    stage.stop.ask({ force: false });
    stage.stop.ask({ force: false, turnMs: 60_000 });
    stage.stop.ask({ force: true });
    expect(stage.ended).toEqual([false, true]);
  });
});
