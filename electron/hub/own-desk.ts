import type { Disposable } from "../../shared/base/disposable.ts";
import type { Event } from "../../shared/base/emitter.ts";
import type { DeskThread } from "./desk/desk-thread.ts";
import type { LiveWaits } from "./desk/waits/live-waits.ts";
import type { HubDesk } from "./hub-desk.ts";
import { wholeStream } from "./lists/whole.ts";

/** The desk of the project whose hub runs here. What nobody looks at is not worked out. */
export function ownDesk(thread: DeskThread, waits: LiveWaits): HubDesk {
  return {
    flow: (signal) =>
      followed(
        {
          follow: () => thread.followFlow(),
          value: () => thread.flow,
          onChanged: thread.onFlowChanged,
        },
        signal,
      ),
    waits: (signal) =>
      followed(
        { follow: () => waits.follow(), value: () => waits.picture, onChanged: waits.onChanged },
        signal,
      ),
  };
}

/** A value that is there only while somebody follows it, and not at once. */
interface Followed<T> {
  readonly follow: () => Disposable;
  readonly value: () => T | undefined;
  readonly onChanged: Event<void>;
}

async function* followed<T>(
  { follow, value, onChanged }: Followed<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  if (signal.aborted) return;
  const following = follow();
  try {
    for await (const latest of wholeStream({ value, onChanged }, signal)) {
      if (latest !== undefined) yield latest;
    }
  } finally {
    following.dispose();
  }
}
