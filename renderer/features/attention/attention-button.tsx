import { useStore } from "zustand";
import { StateDot } from "../../ui/state-dot.tsx";
import type { AttentionStore } from "./attention-store.ts";
import { countText } from "./attention-words.ts";
import styles from "./attention-button.module.css";

export interface AttentionButtonProps {
  readonly store: AttentionStore;
  readonly isOpen: boolean;
  /** The keys that do the same. */
  readonly keys: string | undefined;
  readonly onPress: () => void;
}

/** How many wait for the person, and the way to them. */
export function AttentionButton({ store, isOpen, keys, onPress }: AttentionButtonProps) {
  const count = useStore(store, (state) => state.entries.length);
  return (
    <button
      type="button"
      className={styles.button}
      data-attention-button
      data-count={count}
      aria-expanded={isOpen}
      title={keys === undefined ? countText(count) : `${countText(count)} (${keys})`}
      onClick={onPress}
    >
      <StateDot tone={count === 0 ? "quiet" : "warn"} />
      {countText(count)}
    </button>
  );
}
