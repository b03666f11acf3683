import type { AttentionList } from "./attention/attention-list.ts";
import type { HubAttention } from "./hub-attention.ts";
import { wholeStream } from "./lists/whole.ts";

/** With hundreds of entries the list is large: it is told so often that a person sees no difference. */
const REST_MS = 100;

/** What waits for a person in the project whose hub runs here. */
export function ownAttention(list: AttentionList): HubAttention {
  return {
    changes: async function* (signal) {
      for await (const all of wholeStream(list, signal, REST_MS)) yield [...all];
    },
    dismiss: (id) => list.dismiss(id),
    restore: (id) => list.restore(id),
  };
}
