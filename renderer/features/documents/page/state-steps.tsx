import { DOCUMENT_PATH, EXECUTABLE_PATH, type Status } from "../../../../shared/qms/status.ts";
import { statusText } from "../../../ui/status-words.ts";
import styles from "./state-steps.module.css";

export interface StateStepsProps {
  readonly status: Status | undefined;
  readonly isExecutable: boolean;
}

/** The way of a document of this sort, and where on it this one is. */
export function StateSteps({ status, isExecutable }: StateStepsProps) {
  const way = isExecutable ? EXECUTABLE_PATH : DOCUMENT_PATH;
  const steps = status === "RETIRED" ? [...way, status] : way;
  const at = status === undefined ? -1 : steps.indexOf(status);
  return (
    <ol className={styles.steps} aria-label="Its way">
      {steps.map((step, place) => {
        const where =
          place < at || (place === at && place === steps.length - 1)
            ? "behind"
            : place === at
              ? "here"
              : "ahead";
        return (
          <li key={step} data-where={where} aria-current={place === at ? "step" : undefined}>
            {statusText(step)}
            {where === "behind" && <span className={styles.hidden}>, done</span>}
          </li>
        );
      })}
    </ol>
  );
}
