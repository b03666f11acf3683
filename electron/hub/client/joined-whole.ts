import { Emitter } from "../../../shared/base/emitter.ts";
import { wholeStream } from "../lists/whole.ts";
import { mirrored } from "./mirrored.ts";

/** A stream of a joined hub that tells a small value whole each time. */
export function joinedWhole<T>(open: () => Promise<AsyncIterator<T>>, signal: AbortSignal): AsyncIterable<T> {
  const changed = new Emitter<void>();
  let latest: { readonly value: T } | undefined;
  return mirrored(
    {
      open,
      apply: (value) => {
        latest = { value };
        changed.fire();
        return true;
      },
      stream: async function* (ended) {
        if (latest === undefined) return;
        const { value } = latest;
        yield* wholeStream({ value: () => latest?.value ?? value, onChanged: changed.event }, ended);
      },
    },
    signal,
  );
}
