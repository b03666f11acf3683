import type { Activity } from "../../../shared/link/activity.ts";
import type { ScreenReading } from "../programs/agent-program.ts";
import { showsText } from "../programs/typed-text.ts";
import type { Delivery } from "./delivery.ts";

/** What is taken back stands at the prompt within a blink after the agent is idle. */
const APPEARS_MS = 1000;

interface Fresh {
  readonly delivery: Delivery;
  wasBusy: boolean;
  idleSince: number | undefined;
}

/** What a look at the prompt says about what was told last. */
export type TakeBack =
  | { readonly kind: "none" }
  /** It may come up again until then. */
  | { readonly kind: "undecided"; readonly until: number }
  | { readonly kind: "taken-back"; readonly delivery: Delivery };

/**
 * Follows what was entered last, for as long as a person can take it back: an interrupt before the agent said a word puts it
 * into the prompt again, and the conversation forgets it. No hook tells, and the transcript keeps it; the prompt shows it.
 */
export class TakenBack {
  #fresh: Fresh | undefined;

  /** This has been entered. */
  entered(delivery: Delivery): void {
    this.#fresh = { delivery, wasBusy: false, idleSince: undefined };
  }

  /** The agent has begun to act on it: from now on the conversation has it for good. */
  takenIn(): void {
    this.#fresh = undefined;
  }

  /** Reads the prompt only where it matters: output may come thousands of times a second. */
  look(activity: Activity, prompt: () => ScreenReading | undefined, now: number): TakeBack {
    const fresh = this.#fresh;
    if (fresh === undefined) return { kind: "none" };
    if (activity.kind !== "idle") {
      fresh.wasBusy = true;
      fresh.idleSince = undefined;
      return { kind: "none" };
    }
    if (!fresh.wasBusy) return { kind: "none" };
    fresh.idleSince ??= now;
    const until = fresh.idleSince + APPEARS_MS;
    const reading = prompt();
    if (reading === undefined) return { kind: "undecided", until: Math.max(until, now + 1) };
    if (showsText(reading, fresh.delivery.text)) {
      this.#fresh = undefined;
      return { kind: "taken-back", delivery: fresh.delivery };
    }
    if (now < until) return { kind: "undecided", until };
    this.#fresh = undefined;
    return { kind: "none" };
  }
}
