import type { AttentionList } from "./attention/attention-list.ts";
import type { HubAttention } from "./hub-attention.ts";
import { wholeStream } from "./lists/whole.ts";

/** What waits for a person in the project whose hub runs here. */
export function ownAttention(list: AttentionList): HubAttention {
  return {
    changes: async function* (signal) {
      for await (const all of wholeStream(list, signal)) yield [...all];
    },
    dismiss: (id) => list.dismiss(id),
  };
}
