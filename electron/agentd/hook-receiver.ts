import { z } from "zod";
import type { HookAnswer, HookReport } from "../../shared/link/hook-calls.ts";

const Report = z.object({
  event: z.string().max(64),
  conversation: z.string().optional(),
  transcript: z.string().optional(),
  helper: z.string().optional(),
  cause: z.string().optional(),
  prompt: z.string().optional(),
  tool: z.string().optional(),
  input: z.string().optional(),
  use: z.string().optional(),
  isContinued: z.boolean().optional(),
  text: z.string().optional(),
  sort: z.string().optional(),
});

/** What becomes of a call of the program's. */
export interface HeldCall {
  /** Whoever called has left. */
  readonly forget: () => void;
  /** The answer has been printed. */
  readonly taken: () => void;
}

const NOTHING: HeldCall = { forget: () => undefined, taken: () => undefined };

export interface HookTaker {
  /** Takes an event of the program; `reply` may be called later, where the event is one that is answered. */
  onReport(key: string, report: HookReport, reply: (answer: HookAnswer) => void): HeldCall | undefined;
}

/** Reads what hooks say, and keeps who waits for an answer. */
export class HookReceiver {
  readonly #taker: HookTaker;
  readonly #held = new Map<string, HeldCall>();

  constructor(taker: HookTaker) {
    this.#taker = taker;
  }

  /** Takes a call's body; throws where it is none of a hook. What is returned forgets the caller. */
  receive(key: string, body: unknown, reply: (answer: HookAnswer) => void): () => void {
    // Of what an older or newer program leaves out nothing is made up.
    const report = withoutUndefined(Report.parse(body));
    const held = this.#taker.onReport(key, report, reply);
    if (held === undefined) {
      reply({ kind: "done" });
      return NOTHING.forget;
    }
    this.#held.set(key, held);
    return () => {
      this.#held.delete(key);
      held.forget();
    };
  }

  /** Whether the answer that was taken is one of a hook's. */
  taken(key: string): boolean {
    const held = this.#held.get(key);
    held?.taken();
    return held !== undefined;
  }
}

type Parsed = z.infer<typeof Report>;

function withoutUndefined(report: Parsed): HookReport {
  return JSON.parse(JSON.stringify(report));
}
