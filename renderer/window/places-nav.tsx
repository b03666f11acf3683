import type { ReactNode } from "react";
import { titleOfPlace, type Place, type ViewKind } from "../places/place.ts";
import type { ActionId } from "../actions/action-list.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import styles from "./places-nav.module.css";

export interface PlacesNavProps {
  readonly shown: Place;
  /** How much there is in a place, as a component that watches that by itself. */
  readonly counts: Readonly<Partial<Record<ViewKind, ReactNode>>>;
  readonly keysOf: (action: ActionId) => string | undefined;
  readonly onOpen: (place: Place) => void;
}

const VIEWS: readonly { readonly kind: ViewKind; readonly icon: IconName }[] = [
  { kind: "dashboard", icon: "dashboard" },
  { kind: "documents", icon: "document" },
  { kind: "inboxes", icon: "inbox" },
  { kind: "activity", icon: "activity" },
  { kind: "waits", icon: "graph" },
  { kind: "agents", icon: "grid" },
];

/** The ways to the places that have no tab. */
export function PlacesNav({ shown, counts, keysOf, onOpen }: PlacesNavProps) {
  return (
    <nav className={styles.nav} aria-label="Places">
      {VIEWS.map(({ kind, icon }) => {
        const title = titleOfPlace({ kind });
        const keys = keysOf(`go.${kind}`);
        return (
          <button
            key={kind}
            type="button"
            className={styles.place}
            aria-current={shown.kind === kind ? "page" : undefined}
            title={keys === undefined ? title : `${title} (${keys})`}
            onClick={() => onOpen({ kind })}
          >
            <Icon name={icon} />
            <span className={styles.title}>{title}</span>
            <span className={styles.count}>{counts[kind]}</span>
          </button>
        );
      })}
    </nav>
  );
}
