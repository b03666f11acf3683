import { z } from "zod";
import { MOST_USAGE_DAYS, UsageDay, type UsageCounts } from "../contract/usage.ts";
import type { ReplyTokens } from "./transcript-line.ts";

/** So many replies are known again. A conversation that goes on in another file repeats those that it had, at most. */
const MOST_REPLIES = 10_000;

/** A reply that was counted: its id, its day, and its tokens so far. */
const CountedReply = z.tuple([z.string(), z.string(), z.number(), z.number(), z.number(), z.number()]);
type CountedReply = z.infer<typeof CountedReply>;

/** What one run keeps of a tally for the next. */
export const SavedTally = z.object({
  days: z.array(UsageDay).max(MOST_USAGE_DAYS * 2),
  replies: z.array(CountedReply).max(MOST_REPLIES * 2),
});
export type SavedTally = z.infer<typeof SavedTally>;

/** Adds up what an agent used, by day, and each reply once, in however many lines and files it stands. */
export class UsageTally {
  readonly #days = new Map<string, UsageCounts>();
  readonly #replies = new Map<string, CountedReply>();

  constructor(saved: SavedTally = { days: [], replies: [] }) {
    for (const { day, ...counts } of saved.days) this.#days.set(day, counts);
    for (const reply of saved.replies) this.#replies.set(reply[0], reply);
  }

  /** Counts a reply; says whether it is a new one. What a later line says more of it is added to the day it has. */
  addReply(id: string, day: string, tokens: ReplyTokens): boolean {
    const known = this.#replies.get(id);
    const before = known ?? ([id, day, 0, 0, 0, 0] satisfies CountedReply);
    const after: CountedReply = [
      id,
      before[1],
      Math.max(before[2], tokens.inputTokens),
      Math.max(before[3], tokens.outputTokens),
      Math.max(before[4], tokens.cacheReadTokens),
      Math.max(before[5], tokens.cacheWriteTokens),
    ];
    const counts = this.#countsOf(after[1]);
    this.#days.set(after[1], {
      ...counts,
      replies: counts.replies + (known === undefined ? 1 : 0),
      inputTokens: counts.inputTokens + after[2] - before[2],
      outputTokens: counts.outputTokens + after[3] - before[3],
      cacheReadTokens: counts.cacheReadTokens + after[4] - before[4],
      cacheWriteTokens: counts.cacheWriteTokens + after[5] - before[5],
    });
    // The latest are last, and are forgotten last.
    this.#replies.delete(id);
    this.#replies.set(id, after);
    this.#forget();
    return known === undefined;
  }

  addTurn(day: string): void {
    const counts = this.#countsOf(day);
    this.#days.set(day, { ...counts, turns: counts.turns + 1 });
  }

  /** The days on which there was something, the latest first. */
  days(): UsageDay[] {
    return [...this.#days]
      .map(([day, counts]) => ({ day, ...counts }))
      .toSorted((one, other) => (one.day < other.day ? 1 : -1))
      .slice(0, MOST_USAGE_DAYS);
  }

  save(): SavedTally {
    return { days: this.days(), replies: [...this.#replies.values()] };
  }

  #countsOf(day: string): UsageCounts {
    return (
      this.#days.get(day) ?? {
        turns: 0,
        replies: 0,
        inputTokens: 0,
        outputTokens: 0,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
      }
    );
  }

  #forget(): void {
    if (this.#replies.size <= MOST_REPLIES) return;
    for (const id of this.#replies.keys()) {
      this.#replies.delete(id);
      return;
    }
  }
}
