import { useStore } from "zustand";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Spinner } from "../../ui/progress.tsx";
import { CheckList, type MendWays } from "./check-list.tsx";
import type { ChecksFeature } from "./checks.ts";
import { problemsOf } from "./checks-store.ts";
import styles from "./set-up.module.css";

export interface SetUpProps extends Omit<MendWays, "onIgnoreRules"> {
  readonly checks: ChecksFeature;
  readonly isConnected: boolean;
}

/** All that was looked at, and the way to look again. */
export function SetUp({ checks, isConnected, ...ways }: SetUpProps) {
  const { known, isLooking, mending, refusal } = useStore(checks.store);
  const { look, addIgnoreRules } = checks.commands;
  return (
    <div className={styles.setUp}>
      {known !== undefined && (
        <CheckList
          checks={known.checks}
          mending={mending}
          isConnected={isConnected}
          onIgnoreRules={() => void addIgnoreRules()}
          {...ways}
        />
      )}
      {refusal !== undefined && (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
      <div className={styles.again}>
        <Button
          label="Check the set-up again"
          isDisabled={!isConnected}
          isBusy={isLooking}
          onPress={() => void look()}
        >
          Check again
        </Button>
        {isLooking && <Spinner label="Checking…" />}
      </div>
    </div>
  );
}

export interface SetUpCardProps extends SetUpProps {
  /** Leads to all checks. */
  readonly onAll: () => void;
}

/** What has to be mended before work goes well; nothing where all is in order. */
export function SetUpCard({ checks, isConnected, onAll, ...ways }: SetUpCardProps) {
  const state = useStore(checks.store);
  const problems = problemsOf(state);
  if (problems.length === 0) return null;
  return (
    <Card title="Before you begin" aside={<Button onPress={onAll}>All checks</Button>}>
      <div className={styles.card}>
        <CheckList
          checks={problems}
          mending={state.mending}
          isConnected={isConnected}
          onIgnoreRules={() => void checks.commands.addIgnoreRules()}
          {...ways}
        />
        {state.refusal !== undefined && (
          <p className={styles.refusal} role="alert">
            {state.refusal}
          </p>
        )}
      </div>
    </Card>
  );
}
