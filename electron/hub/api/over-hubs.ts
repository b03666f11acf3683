import { aborted } from "../../../shared/base/aborted.ts";
import type { Host } from "../host/host.ts";
import type { Hub } from "../hub.ts";
import { throwWireError } from "./wire-error.ts";

/**
 * A stream of whichever hub the host has: when another hub serves, its stream begins, with a snapshot of its own. Without
 * a project the call fails at once.
 */
export function overHubs<T>(
  host: Host,
  signal: AbortSignal | undefined,
  streamOf: (hub: Hub, signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  return follow(host, host.hub, signal ?? new AbortController().signal, streamOf);
}

async function* follow<T>(
  host: Host,
  first: Hub,
  signal: AbortSignal,
  streamOf: (hub: Hub, signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  let hub = first;
  while (!signal.aborted) {
    const replaced = new AbortController();
    const subscription = host.onHubChanged(() => replaced.abort());
    const either = AbortSignal.any([signal, replaced.signal]);
    try {
      yield* streamOf(hub, either);
      // A joined hub that went away ends its streams; another one serves soon.
      await aborted(either);
      if (!signal.aborted) hub = host.hub;
    } catch (error) {
      throwWireError(error, host.log);
      throw error;
    } finally {
      subscription.dispose();
    }
  }
}

/** A stream of the hub that the host has now, which comes to an end by itself. */
export async function* untilEnd<T>(
  host: Host,
  signal: AbortSignal | undefined,
  streamOf: (hub: Hub, signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  try {
    yield* streamOf(host.hub, signal ?? new AbortController().signal);
  } catch (error) {
    throwWireError(error, host.log);
    throw error;
  }
}
