import type { ModelRequest } from "./model-request.ts";
import type { Turn } from "./turn.ts";

/** A turn as the test wrote it, or made from what was asked. */
export type Script = Turn | ((request: ModelRequest) => Turn);

/** The model of one agent: it says what the test writes, and records what it is asked. */
export class ScriptedModel {
  /** What `ANTHROPIC_BASE_URL` is for the agent that is to have this model. */
  readonly url: string;
  /** Called whenever nothing is written; without it, or where it knows nothing, the request waits. */
  otherwise: ((request: ModelRequest) => Turn | undefined) | undefined;
  readonly #requests: ModelRequest[] = [];
  readonly #script: Script[] = [];
  readonly #waiting: { readonly request: ModelRequest; readonly answer: (turn: Turn) => void }[] = [];
  readonly #checks = new Set<() => void>();

  constructor(url: string) {
    this.url = url;
  }

  /** All that was asked so far, asides and counts among it. */
  get requests(): readonly ModelRequest[] {
    return this.#requests;
  }

  /** The turns of the conversation so far. */
  get turns(): readonly ModelRequest[] {
    return this.#requests.filter(({ kind }) => kind === "turn");
  }

  /** How many turns were asked for and wait to be written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** How many turns are written and were not asked for yet. */
  get unsaid(): number {
    return this.#script.length;
  }

  /** Writes the next turns. A turn that is asked for before it is written is held open until it is. */
  say(...turns: readonly Script[]): void {
    this.#script.push(...turns);
    while (this.#waiting.length > 0 && this.#script.length > 0) this.#answerOldest();
  }

  /** Waits until so many turns of the conversation were asked for, and returns the last of them. */
  async untilTurn(count: number): Promise<ModelRequest> {
    await this.#until(() => this.turns.length >= count);
    const request = this.turns[count - 1];
    if (request === undefined) throw new Error("a count of turns begins with 1");
    return request;
  }

  /** Waits for a turn that the condition holds for, also one in the past. */
  async untilAsked(condition: (request: ModelRequest) => boolean): Promise<ModelRequest> {
    await this.#until(() => this.turns.some(condition));
    const request = this.turns.find(condition);
    if (request === undefined) throw new Error("what was found is gone");
    return request;
  }

  /** For the server: records what was asked. */
  record(request: ModelRequest): void {
    this.#requests.push(request);
    for (const check of this.#checks) check();
  }

  /** For the server: the next turn, when it is written. */
  async next(request: ModelRequest, signal: AbortSignal): Promise<Turn> {
    const written = this.#script.shift() ?? this.otherwise?.(request);
    if (written !== undefined) return typeof written === "function" ? written(request) : written;
    return new Promise((resolve, reject) => {
      const waiting = { request, answer: resolve };
      this.#waiting.push(waiting);
      signal.addEventListener("abort", () => {
        const at = this.#waiting.indexOf(waiting);
        if (at !== -1) this.#waiting.splice(at, 1);
        reject(new Error("the program hung up", { cause: signal.reason }));
      });
    });
  }

  #answerOldest(): void {
    const waiting = this.#waiting.shift();
    const written = this.#script.shift();
    if (waiting === undefined || written === undefined) return;
    waiting.answer(typeof written === "function" ? written(waiting.request) : written);
  }

  async #until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#checks.delete(check);
        resolve();
      };
      this.#checks.add(check);
    });
  }
}
