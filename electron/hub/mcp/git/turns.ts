import { HubError } from "../../../../shared/contract/errors.ts";

/** What git needs of a machine with a few processors: more at once makes none of them faster. */
const AT_ONCE = 4;
/** More than any program asks for at a time. */
const MOST_WAITING = 60;

interface Place {
  working: number;
  readonly waiting: (() => void)[];
}

/** Lets a few calls of each user work at a time; the others wait for their turn. */
export class Turns {
  readonly #places = new Map<string, Place>();
  readonly #atOnce: number;

  constructor(atOnce = AT_ONCE) {
    this.#atOnce = atOnce;
  }

  async take<T>(user: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const place = this.#places.get(user) ?? { working: 0, waiting: [] };
    this.#places.set(user, place);
    if (place.working >= this.#atOnce) await turn(place, signal);
    else place.working += 1;
    try {
      return await work();
    } finally {
      const next = place.waiting.shift();
      if (next !== undefined) next();
      else place.working -= 1;
      if (place.working === 0) this.#places.delete(user);
    }
  }
}

/** Resolves when another call hands its turn over. */
function turn({ waiting }: Place, signal: AbortSignal): Promise<void> {
  if (waiting.length >= MOST_WAITING)
    throw new HubError("unavailable", "Too many of your calls of git wait for their turn.");
  return new Promise((resolve, reject) => {
    const onTurn = (): void => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    };
    const onAbort = (): void => {
      waiting.splice(waiting.indexOf(onTurn), 1);
      reject(new HubError("unavailable", "The call was cancelled before it had its turn."));
    };
    if (signal.aborted) return reject(new HubError("unavailable", "The call was cancelled."));
    signal.addEventListener("abort", onAbort, { once: true });
    waiting.push(onTurn);
  });
}
