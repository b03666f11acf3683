import { z } from "zod";
import { hasTab, HOME, isSamePlace, Place, TabPlace } from "../../places/place.ts";
import { placesAt, withKnownAgents, type PlacesState, type PlacesStore } from "../../places/places-store.ts";
import type { AgentsStore } from "../../ui/agents/agents-store.ts";
import type { HostStore } from "../../connection/host-store.ts";

const KeptPlaces = z.object({ open: z.array(TabPlace).max(100), shown: Place.optional() });

/** The tabs and the place as they were when this project was last open in this window; else the dashboard. */
export function keptPlaces(storage: Pick<Storage, "getItem">, projectPath: string): PlacesState {
  const text = storage.getItem(keyOf(projectPath));
  if (text === null) return placesAt([], HOME);
  try {
    const { open, shown = HOME } = KeptPlaces.parse(JSON.parse(text));
    const isThere = !hasTab(shown) || open.some((tab) => isSamePlace(tab, shown));
    return placesAt(open, isThere ? shown : HOME);
  } catch {
    // Nothing is lost but where the person was.
    return placesAt([], HOME);
  }
}

export interface FollowPlacesStores {
  readonly host: HostStore;
  readonly agents: AgentsStore;
  readonly places: PlacesStore;
}

/** Opens a project where it was left, writes down where the person is, and drops the places of agents that are gone. */
export function followPlaces(
  storage: Pick<Storage, "getItem" | "setItem">,
  { host, agents, places }: FollowPlacesStores,
): void {
  let path: string | undefined;
  host.subscribe(({ known }) => {
    if (known === undefined || known.project?.path === path) return;
    path = known.project?.path;
    places.setState(path === undefined ? placesAt([], HOME) : keptPlaces(storage, path), true);
  });
  agents.subscribe((state) => {
    if (state.isKnown) places.setState((known) => withKnownAgents(known, new Set(state.byId.keys())), true);
  });
  places.subscribe((state, before) => {
    if (path === undefined || (state.open === before.open && state.shown === before.shown)) return;
    // A shell is over with the page that it was in.
    const open = state.open.filter(({ kind }) => kind !== "shell");
    const shown = state.shown.kind === "shell" ? (open.at(-1) ?? HOME) : state.shown;
    storage.setItem(keyOf(path), JSON.stringify({ open, shown }));
  });
}

function keyOf(projectPath: string): string {
  return `quorum.tabs:${projectPath}`;
}
