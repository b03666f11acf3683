import type { Activity } from "../../shared/link/activity.ts";
import type { HubMessage } from "../../shared/link/link-frames.ts";
import type { Later } from "./notices/notice-desk.ts";

/**
 * A turn is over when nothing was done for so long: the program writes the end of its turn aside, and goes on at once with
 * what was entered meanwhile.
 */
const SETTLE_MS = 500;

export type StopRequest = Pick<Extract<HubMessage, { kind: "stop" }>, "force" | "turnMs">;

export interface GracefulStopOptions {
  readonly activity: () => Activity;
  readonly now: () => number;
  readonly later: Later;
  /** Ends the program, by force or as a closing terminal does. */
  readonly end: (force: boolean) => void;
  /** Another request was taken, or the wait for the turn is over. */
  readonly onChanged: () => void;
}

/** Ends the program once its turn is over: at once where none is under way, and after a while in any case. */
export class GracefulStop {
  readonly #options: GracefulStopOptions;
  #turnEndsBy: number | undefined;
  #isAsked = false;
  #cancelDeadline: (() => void) | undefined;
  #cancelSettling: (() => void) | undefined;

  constructor(options: GracefulStopOptions) {
    this.#options = options;
  }

  /** Whether the program is to end, now or when its turn is over. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** How long the turn under way may still take; nothing where none is waited for. */
  get turnMs(): number | undefined {
    return this.#turnEndsBy === undefined ? undefined : Math.max(0, this.#turnEndsBy - this.#options.now());
  }

  /** Takes a request to stop. One that gives less time counts, one that gives more comes too late. */
  ask({ force, turnMs = 0 }: StopRequest): void {
    const { now, later, onChanged } = this.#options;
    const isEnding = this.#isAsked && this.#turnEndsBy === undefined;
    this.#isAsked = true;
    if (force || turnMs === 0 || (!isEnding && !this.#isInTurn)) return this.#end(force);
    const endsBy = now() + turnMs;
    if (!isEnding && endsBy < (this.#turnEndsBy ?? Number.POSITIVE_INFINITY)) {
      this.#turnEndsBy = endsBy;
      this.#cancelDeadline?.();
      this.#cancelDeadline = later(turnMs, () => this.#end(false));
    }
    onChanged();
  }

  /** The activity changed. */
  look(): void {
    if (this.#turnEndsBy === undefined) return;
    if (this.#isInTurn) {
      this.#cancelSettling?.();
      this.#cancelSettling = undefined;
    } else this.#cancelSettling ??= this.#options.later(SETTLE_MS, () => this.#end(false));
  }

  /** The program is over. */
  dispose(): void {
    this.#turnEndsBy = undefined;
    this.#cancelDeadline?.();
    this.#cancelSettling?.();
  }

  /** Where it waits for a person its turn may never end, and where nothing shows a turn there is none to wait for. */
  get #isInTurn(): boolean {
    return this.#options.activity().kind === "busy";
  }

  #end(force: boolean): void {
    this.dispose();
    this.#options.end(force);
    this.#options.onChanged();
  }
}
