import { useStore } from "zustand";
import type { PoliciesStore } from "./policies-store.ts";
import styles from "./policy-problem.module.css";

export interface PolicyProblemProps {
  readonly store: PoliciesStore;
}

/** What is wrong with the file in which policies are kept, and why a change was not taken. */
export function PolicyProblem({ store }: PolicyProblemProps) {
  const problem = useStore(store, (state) => state.known?.problem);
  const refusal = useStore(store, (state) => state.refusal);
  return (
    <>
      {problem !== undefined && (
        <p className={styles.problem} data-tone="warn">
          {problem}
        </p>
      )}
      {refusal !== undefined && (
        <p className={styles.problem} data-tone="bad" role="status">
          It was not changed. {refusal}
        </p>
      )}
    </>
  );
}
