import { useStore } from "zustand";
import { Button } from "../../ui/button.tsx";
import { StateDot } from "../../ui/state-dot.tsx";
import type { ChecksFeature } from "./checks.ts";
import styles from "./machine-checks.module.css";

export interface MachineChecksProps {
  readonly checks: ChecksFeature;
  /** Leads to all checks. */
  readonly onAll: () => void;
}

const WORDS = { ok: "found", note: "not in use", problem: "to mend" } as const;
const TONES = { ok: "ok", note: "quiet", problem: "bad" } as const;

/** How this machine stands, in a line: before there is a project nothing has to be mended. */
export function MachineChecks({ checks, onAll }: MachineChecksProps) {
  const known = useStore(checks.store, (state) => state.known);
  if (known === undefined) return null;
  return (
    <section className={styles.line} aria-label="This machine">
      <ul>
        {known.checks.map(({ id, title, state, sentence }) => (
          <li key={id} title={sentence}>
            <StateDot tone={TONES[state]} />
            {title}: {WORDS[state]}
          </li>
        ))}
      </ul>
      <Button onPress={onAll}>Details</Button>
    </section>
  );
}
