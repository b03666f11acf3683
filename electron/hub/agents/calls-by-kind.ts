import { HubError } from "../../../shared/contract/errors.ts";
import type { CallAnswerer } from "./call-answerer.ts";

/** Has each kind of calls answered by its own part of the hub. */
export function callsByKind(parts: Readonly<Record<string, CallAnswerer>>): CallAnswerer {
  const byKind = new Map(Object.entries(parts));
  return {
    answer: async (agent, call, context) => {
      const part = byKind.get(call.kind);
      if (part === undefined)
        throw new HubError("invalid_input", "This hub does not know what is called for.");
      return part.answer(agent, call, context);
    },
    taken: (agent, key) => {
      for (const part of byKind.values()) part.taken(agent, key);
    },
  };
}
