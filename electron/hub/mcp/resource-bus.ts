import type { ServerEventBus } from "@modelcontextprotocol/server";
import type { Event } from "../../../shared/base/emitter.ts";
import type { ResourceNews } from "../../../shared/mcp/mcp-calls.ts";

/** Tells the official kit what changes of what there is to read, for as long as it listens. */
export function resourceBus(onChanged: Event<ResourceNews>): ServerEventBus {
  return {
    publish: () => {
      throw new Error("Nobody but the project tells of changes.");
    },
    subscribe: (listener) => {
      const subscription = onChanged(({ changed, isListChanged }) => {
        if (isListChanged) listener({ kind: "resources_list_changed" });
        for (const uri of changed) listener({ kind: "resource_updated", uri });
      });
      return () => subscription.dispose();
    },
  };
}
