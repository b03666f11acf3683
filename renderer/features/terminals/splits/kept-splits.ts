import { z } from "zod";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { MOST_IN_SPLIT, type SplitsState, type SplitsStore } from "./splits-store.ts";

const Share = z.number().min(0.05).max(1);
const KeptSplits = z.object({
  splits: z
    .array(
      z
        .object({
          agents: z.array(AgentId).min(2).max(MOST_IN_SPLIT),
          columns: z.array(Share).min(2).max(3),
          rows: z.array(Share).min(1).max(2),
        })
        .refine(({ agents, columns, rows }) => columns.length * rows.length === agents.length),
    )
    .max(50),
});

type KeepingStorage = Pick<Storage, "getItem" | "setItem">;

/** The splits as they were when this project was last open in this window. */
function keptSplits(storage: KeepingStorage, projectPath: string): SplitsState {
  try {
    return KeptSplits.parse(JSON.parse(storage.getItem(keyOf(projectPath)) ?? ""));
  } catch {
    // Nothing is lost but how terminals stood.
    return { splits: [] };
  }
}

/** Opens the splits of whichever project is told of, and keeps them as they change. */
export function keepSplits(
  storage: KeepingStorage,
  store: SplitsStore,
): (projectPath: string | undefined) => void {
  let path: string | undefined;
  store.subscribe((state) => {
    if (path !== undefined) storage.setItem(keyOf(path), JSON.stringify(state));
  });
  return (next) => {
    if (next === path) return;
    path = undefined;
    store.setState(next === undefined ? { splits: [] } : keptSplits(storage, next), true);
    path = next;
  };
}

function keyOf(projectPath: string): string {
  return `quorum.splits:${projectPath}`;
}
