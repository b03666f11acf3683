import { MOST_LAST_CALLS, type ToolServer } from "../../../../shared/contract/tools.ts";
import type { FinishedCall } from "../observed-desk.ts";

type Calls = Pick<ToolServer, "counts" | "lastCalls">;

const NO_CALLS: Calls = {
  counts: { done: 0, refused: 0, mismatch: 0, cancelled: 0, failed: 0 },
  lastCalls: [],
};

/** What users have called, of each server: how it went, and the latest. */
export class CallBook {
  readonly #calls = new Map<string, Calls>();

  add({ user, server, tool, at, ms, outcome }: FinishedCall): void {
    const { counts, lastCalls } = this.#calls.get(`${user} ${server}`) ?? NO_CALLS;
    this.#calls.set(`${user} ${server}`, {
      counts: { ...counts, [outcome]: counts[outcome] + 1 },
      lastCalls: [{ tool, at, ms, outcome }, ...lastCalls].slice(0, MOST_LAST_CALLS),
    });
  }

  of(user: string, server: string): Calls {
    return this.#calls.get(`${user} ${server}`) ?? NO_CALLS;
  }
}
