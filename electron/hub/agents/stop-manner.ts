/** How an agent is stopped. Only by force has its program no time to end by itself. */
export type StopManner = "after-turn" | "on-quit" | "now" | "by-force";

/**
 * How long a turn under way may take to its end before the agent is stopped. Most turns end within two minutes, and a person
 * who wants it sooner presses Stop once more. Who quits Quorum waits for all agents, and has the choice to keep them running.
 */
export const TURN_MS: Readonly<Record<StopManner, number>> = {
  "after-turn": 120_000,
  "on-quit": 10_000,
  now: 0,
  "by-force": 0,
};

interface AskedStop {
  readonly now?: boolean | undefined;
  readonly force?: boolean | undefined;
}

/** The manner that a client asks for. */
export function mannerOf({ now, force }: AskedStop): StopManner {
  if (force === true) return "by-force";
  return now === true ? "now" : "after-turn";
}
