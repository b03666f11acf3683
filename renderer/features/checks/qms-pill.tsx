import { useStore } from "zustand";
import { StateDot } from "../../ui/state-dot.tsx";
import type { ChecksStore } from "./checks-store.ts";
import styles from "./qms-pill.module.css";

export interface QmsPillProps {
  readonly store: ChecksStore;
  readonly onPress: () => void;
}

/** How the project's QMS stands; the way to what mends it. Nothing is said before it was looked at. */
export function QmsPill({ store, onPress }: QmsPillProps) {
  const check = useStore(store, ({ known }) => known?.checks.find(({ id }) => id === "qms"));
  if (check === undefined) return null;
  const isBad = check.state === "problem";
  return (
    <button
      type="button"
      className={styles.pill}
      data-state={check.state}
      title={check.sentence}
      aria-label={isBad ? "QMS, to mend" : "QMS, in order"}
      onClick={onPress}
    >
      <StateDot tone={isBad ? "bad" : "ok"} />
      QMS
    </button>
  );
}
