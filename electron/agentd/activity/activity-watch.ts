import type { Activity } from "../../../shared/link/activity.ts";
import { activityOf } from "./activity-of.ts";
import type { Observation } from "./observation.ts";
import { withObservation, type Signals } from "./signals.ts";

export interface ActivityWatchOptions {
  readonly startedAt: number;
  readonly now: () => number;
  /** Whether there is anything to be seen of the program beside that it runs. */
  readonly hasSignals: boolean;
  /** Asks the sources that can be asked to look again. */
  readonly refresh: () => void;
  readonly onChanged: (activity: Activity) => void;
}

/** Keeps what is known of the program, and says when that changes. */
export class ActivityWatch {
  readonly #options: ActivityWatchOptions;
  #signals: Signals;
  #activity: Activity;
  #review: NodeJS.Timeout | undefined;

  constructor(options: ActivityWatchOptions) {
    this.#options = options;
    const { startedAt, hasSignals } = options;
    this.#signals = { startedAt };
    const evidence = [{ source: "process" as const, text: "it runs", at: startedAt }];
    this.#activity = { kind: hasSignals ? "starting" : "no-signal", since: startedAt, evidence };
    if (hasSignals) this.#judge();
  }

  get activity(): Activity {
    return this.#activity;
  }

  get signals(): Signals {
    return this.#signals;
  }

  observe(seen: Observation): void {
    this.#signals = withObservation(this.#signals, seen);
    if (this.#options.hasSignals || seen.kind === "ended") this.#judge();
  }

  dispose(): void {
    clearTimeout(this.#review);
  }

  #judge(): void {
    const { now, onChanged } = this.#options;
    const { activity, reviewAt } = activityOf(this.#signals, now());
    clearTimeout(this.#review);
    if (reviewAt !== undefined) this.#reviewAfter(reviewAt - now());
    const before = this.#activity;
    const since = isSameState(before, activity) ? before.since : now();
    this.#activity = { ...activity, since };
    if (contentOf(before) !== contentOf(this.#activity)) onChanged(this.#activity);
  }

  #reviewAfter(milliseconds: number): void {
    this.#review = setTimeout(
      () => {
        this.#options.refresh();
        this.#judge();
      },
      Math.max(1, milliseconds + 1),
    );
    this.#review.unref();
  }
}

function isSameState(before: Activity, after: { readonly kind: string; readonly text?: string }): boolean {
  return before.kind === after.kind && (before.kind !== "waiting" || before.text === after.text);
}

/** All of it but when it was seen: that it is still so is no change. */
function contentOf(activity: Activity): string {
  const evidence = activity.evidence.map(({ source, text }) => [source, text]);
  return JSON.stringify({ ...activity, since: activity.since, evidence });
}
