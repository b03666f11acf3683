import { useState } from "react";
import type { QmsPlan } from "../../../shared/contract/checks.ts";
import { Button } from "../../ui/button.tsx";
import { DialogButtons } from "../../ui/dialog.tsx";
import { Spinner } from "../../ui/progress.tsx";
import styles from "./plan-view.module.css";

export interface PlanViewProps {
  readonly plan: QmsPlan;
  readonly isDisabled: boolean;
  /** Answers the sentence that says why it did not work. */
  readonly onMake: () => Promise<string | undefined>;
  readonly onCancel: () => void;
}

/** What making a project of a folder would write, and the question whether it shall. */
export function PlanView({ plan, isDisabled, onMake, onCancel }: PlanViewProps) {
  const [isMaking, setIsMaking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const make = async (): Promise<void> => {
    setIsMaking(true);
    setFailure(await onMake());
    setIsMaking(false);
  };
  return (
    <section className={styles.plan} aria-label="What is written">
      <p>
        This is written in <code>{plan.path}</code>. What is there stays as it is.
      </p>
      <dl>
        {plan.writes.map(({ path, what }) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      {failure !== undefined && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <DialogButtons>
        {isMaking && <Spinner label="Writing…" />}
        <Button isDisabled={isMaking} onPress={onCancel}>
          Cancel
        </Button>
        <Button
          isPrimary
          isFocused
          isDisabled={isDisabled && !isMaking}
          isBusy={isMaking}
          onPress={() => void make()}
        >
          Make the project
        </Button>
      </DialogButtons>
    </section>
  );
}
