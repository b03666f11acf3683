import { Suspense, useEffect } from "react";
import { keyOfPlace, type Place } from "../places/place.ts";
import { focusView, isFocusLost } from "../ui/focus.ts";
import { Spinner } from "../ui/progress.tsx";
import { lazyView } from "./lazy-view.tsx";
import { PlaceBoundary } from "./place-boundary.tsx";
import { DashboardPlace } from "./places/dashboard-place.tsx";
import type { PlaceProps } from "./places/place-props.ts";
import styles from "./place-view.module.css";

/** The places that are views of their own; terminals, inboxes and shells belong to an agent. */
export type LoadedPlace = Exclude<Place, { readonly kind: "terminal" | "inbox" | "shell" }>;

export function isLoadedPlace(place: Place): place is LoadedPlace {
  return place.kind !== "terminal" && place.kind !== "inbox" && place.kind !== "shell";
}

/** All but what is seen first, which comes with the window. */
const VIEWS = {
  documents: lazyView(async () => (await import("./places/documents-place.tsx")).DocumentsPlace),
  document: lazyView(async () => (await import("./places/document-place.tsx")).DocumentPlace),
  waits: lazyView(async () => (await import("./places/waits-place.tsx")).WaitsPlace),
  inboxes: lazyView(async () => (await import("./places/inboxes-place.tsx")).InboxesPlace),
  activity: lazyView(async () => (await import("./places/activity-place.tsx")).ActivityPlace),
  agents: lazyView(async () => (await import("./places/agents-place.tsx")).AgentsPlace),
  agent: lazyView(async () => (await import("./places/agent-place.tsx")).AgentPlace),
};

/** Loads the places that are not seen yet, once the window has nothing better to do. */
export async function preloadPlaces(): Promise<void> {
  for (const { preload } of Object.values(VIEWS)) await preload();
}

export interface PlaceViewProps extends PlaceProps {
  readonly place: LoadedPlace;
  /** How often a place was gone to by keys. */
  readonly arrivals: number;
  /** Whether nothing has taken the focus for that arrival yet; asked once, by what takes it. */
  readonly claim: (arrivals: number) => boolean;
}

/** A place of the window, for as long as it is seen. What goes wrong in it stays in it. */
export function PlaceView({ place, arrivals, claim, ...props }: PlaceViewProps) {
  return (
    <PlaceBoundary key={keyOfPlace(place)} onAgain={() => renew(place)}>
      <Suspense fallback={<Loading />}>
        <PlaceContent place={place} {...props} />
        <TakeFocus arrivals={arrivals} claim={claim} />
      </Suspense>
    </PlaceBoundary>
  );
}

function renew({ kind }: LoadedPlace): void {
  if (kind !== "dashboard") VIEWS[kind].renew();
}

/** Stands behind the content, so that the title is there when it looks for it. */
function TakeFocus({ arrivals, claim }: Pick<PlaceViewProps, "arrivals" | "claim">) {
  useEffect(() => {
    if (claim(arrivals) && isFocusLost()) focusView();
  }, [arrivals, claim]);
  return null;
}

function PlaceContent({ place, ...props }: PlaceProps & Pick<PlaceViewProps, "place">) {
  switch (place.kind) {
    case "dashboard":
      return <DashboardPlace {...props} />;
    case "documents":
      return <VIEWS.documents.View {...props} />;
    case "document":
      return <VIEWS.document.View {...props} id={place.id} />;
    case "waits":
      return <VIEWS.waits.View {...props} />;
    case "inboxes":
      return <VIEWS.inboxes.View {...props} />;
    case "activity":
      return <VIEWS.activity.View {...props} />;
    case "agents":
      return <VIEWS.agents.View {...props} />;
    case "agent":
      return <VIEWS.agent.View {...props} agent={place.agent} />;
  }
}

function Loading() {
  return (
    <div className={styles.loading}>
      <Spinner label="Loading…" />
    </div>
  );
}
