import { refusalOf } from "./asked.ts";

export interface MirroredOptions<T> {
  /** Asks the joined hub for its stream. */
  readonly open: () => Promise<AsyncIterator<T>>;
  /** Writes down what it tells; answers whether all is known now. */
  readonly apply: (change: T) => boolean;
  /** What is written down, as a stream of our own. */
  readonly stream: (signal: AbortSignal) => AsyncIterable<T>;
}

/**
 * A stream of a joined hub. It is read as fast as it comes and written down, so that a reader who is slow here makes
 * nothing pile up. It ends with the signal, and when the joined hub goes away.
 */
export async function* mirrored<T>(
  { open, apply, stream }: MirroredOptions<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const ended = new AbortController();
  let failure: unknown;
  let knowAll = (): void => undefined;
  const known = new Promise<void>((resolve) => {
    knowAll = resolve;
  });
  const source = await open().catch((error: unknown) => {
    throw refusalOf(error);
  });
  const leave = (): void => {
    // Over a connection that is lost nothing needs to be cancelled.
    source.return?.().catch(() => undefined);
  };
  const onAbort = (): void => leave();
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) leave();
  void (async () => {
    try {
      for (let next = await source.next(); next.done !== true; next = await source.next()) {
        if (apply(next.value)) knowAll();
      }
    } catch (error) {
      if (!isAbort(error)) failure = refusalOf(error);
    }
    ended.abort();
    knowAll();
  })();
  try {
    await known;
    yield* stream(AbortSignal.any([signal, ended.signal]));
    if (failure !== undefined && !signal.aborted) throw failure;
  } finally {
    signal.removeEventListener("abort", onAbort);
    leave();
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
