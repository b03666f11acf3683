import { CommandError } from "./command-error.ts";

/** What a stream of the hub begins with; the rest of it is not waited for. */
export async function firstOf<T>(open: (signal: AbortSignal) => Promise<AsyncIterable<T>>): Promise<T> {
  const stop = new AbortController();
  try {
    for await (const value of await open(stop.signal)) return value;
    throw new CommandError("The hub did not answer.");
  } finally {
    stop.abort();
  }
}
