import { useEffect, useState } from "react";
import type { QmsPlan } from "../../../shared/contract/checks.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Spinner } from "../../ui/progress.tsx";
import { PlanView } from "./plan-view.tsx";
import type { ProjectCommands } from "./project-commands.ts";
import styles from "./plan-view.module.css";

export interface InitializeDialogProps {
  /** The folder of the project that is open and has no QMS. */
  readonly path: string;
  readonly isConnected: boolean;
  readonly commands: ProjectCommands;
  /** Told that the project has a QMS now. */
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Asks whether the open project shall get a QMS, and says what that writes. */
export function InitializeDialog({ path, isConnected, commands, onMade, onClose }: InitializeDialogProps) {
  const [plan, setPlan] = useState<QmsPlan | string>();
  useEffect(() => {
    void commands.plan(path).then(setPlan);
  }, [commands, path]);
  return (
    <Dialog title="Make a QMS for this project" onClose={onClose}>
      {plan === undefined && <Spinner label="Looking…" />}
      {typeof plan === "string" && (
        <p className={styles.failure} role="alert">
          {plan}
        </p>
      )}
      {typeof plan === "object" && (
        <PlanView
          plan={plan}
          isDisabled={!isConnected}
          onMake={async () => {
            const failure = await commands.initialize(path);
            if (failure === undefined) onMade();
            return failure;
          }}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
