import { z } from "zod";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentsStore } from "../agents/agents-store.ts";
import type { HostStore } from "../project/host-store.ts";
import { isSameTab, withKnownTabs, type TabsState, type TabsStore } from "./tabs-store.ts";

const KeptTab = z.object({ kind: z.enum(["terminal", "inbox"]), agent: AgentId });
const KeptTabs = z.object({ open: z.array(KeptTab).max(100), shown: KeptTab.optional() });

/** The tabs as they were when this project was last open in this window; none if that cannot be read. */
export function keptTabs(storage: Pick<Storage, "getItem">, projectPath: string): TabsState {
  const text = storage.getItem(keyOf(projectPath));
  if (text === null) return { open: [] };
  try {
    const { open, shown } = KeptTabs.parse(JSON.parse(text));
    return { open, shown: open.find((tab) => isSameTab(tab, shown)) ?? open[0] };
  } catch {
    // Nothing is lost but which tabs were open.
    return { open: [] };
  }
}

export interface FollowTabsStores {
  readonly host: HostStore;
  readonly agents: AgentsStore;
  readonly tabs: TabsStore;
}

/** Opens a project's tabs with it, writes them down as they change, and drops those whose agent is gone. */
export function followTabs(
  storage: Pick<Storage, "getItem" | "setItem">,
  { host, agents, tabs }: FollowTabsStores,
): void {
  let path: string | undefined;
  host.subscribe(({ known }) => {
    if (known === undefined || known.project?.path === path) return;
    path = known.project?.path;
    tabs.setState(path === undefined ? { open: [] } : keptTabs(storage, path), true);
  });
  agents.subscribe((state) => {
    if (state.isKnown) tabs.setState((open) => withKnownTabs(open, new Set(state.byId.keys())), true);
  });
  tabs.subscribe((state) => {
    if (path === undefined) return;
    // A shell is over with the page that it was in.
    const open = state.open.filter(({ kind }) => kind !== "shell");
    const shown = open.find((tab) => isSameTab(tab, state.shown));
    storage.setItem(keyOf(path), JSON.stringify({ open, shown }));
  });
}

function keyOf(projectPath: string): string {
  return `quorum.tabs:${projectPath}`;
}
