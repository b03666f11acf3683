import { useStore } from "zustand";
import { Icon } from "../../ui/icon.tsx";
import { StateDot } from "../../ui/state-dot.tsx";
import type { ContainersStore } from "./containers-store.ts";
import { troubleOf } from "./containers-words.ts";
import styles from "./containers-button.module.css";

export interface ContainersButtonProps {
  readonly store: ContainersStore;
  readonly isOpen: boolean;
  /** The keys that do the same. */
  readonly keys: string | undefined;
  readonly onPress: () => void;
}

/** The way to the containers, and whether something is to be done about them. */
export function ContainersButton({ store, isOpen, keys, onPress }: ContainersButtonProps) {
  const trouble = troubleOf(useStore(store));
  const label = trouble === undefined ? "Containers" : `Containers. ${trouble.title}`;
  return (
    <button
      type="button"
      className={styles.button}
      data-containers-button
      aria-label={label}
      aria-expanded={isOpen}
      title={keys === undefined ? label : `${label} (${keys})`}
      onClick={onPress}
    >
      <Icon name="container" />
      {trouble !== undefined && (
        <span className={styles.dot}>
          <StateDot tone={trouble.tone} />
        </span>
      )}
    </button>
  );
}
