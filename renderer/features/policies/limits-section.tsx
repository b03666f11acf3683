import { useEffect } from "react";
import { useStore } from "zustand";
import type { LaunchLimits } from "../../../shared/contract/policies.ts";
import { NumberField } from "../../ui/number-field.tsx";
import type { PoliciesCommands } from "./policies-commands.ts";
import type { PoliciesStore } from "./policies-store.ts";
import { PolicyProblem } from "./policy-problem.tsx";
import styles from "./limits-section.module.css";

export interface LimitsSectionProps {
  readonly store: PoliciesStore;
  readonly commands: PoliciesCommands;
  readonly isConnected: boolean;
  /** The project whose limits they are. */
  readonly project: string;
}

/** How many agents of a project run at once, and come up at once, of those that start by themselves. */
export function LimitsSection({ store, commands, isConnected, project }: LimitsSectionProps) {
  const limits = useStore(store, (state) => state.known?.limits);
  useEffect(() => commands.begin(), [commands]);
  if (limits === undefined) return null;
  const change = (part: Partial<LaunchLimits>): void => {
    const now = store.getState().known?.limits ?? limits;
    void commands.setLimits({ ...now, ...part });
  };
  return (
    <section className={styles.section} aria-label="Agents of this project">
      <h3>Agents of {project}</h3>
      <div className={styles.row}>
        <span>Run at once, at most</span>
        <NumberField
          label="Agents that run at once"
          value={limits.running}
          least={1}
          most={200}
          isDisabled={!isConnected}
          onChange={(running) => change({ running })}
        />
      </div>
      <div className={styles.row}>
        <span>Start at once, at most</span>
        <NumberField
          label="Agents that start at once"
          value={limits.starting}
          least={1}
          most={20}
          isDisabled={!isConnected}
          onChange={(starting) => change({ starting })}
        />
      </div>
      <p>The others start when their turn comes. What you start by hand comes first.</p>
      <PolicyProblem store={store} />
    </section>
  );
}
