import { useState, type ReactNode } from "react";
import type { RecordAnswer, RecordStepView } from "../../../../shared/contract/qms-document.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Time } from "../../../ui/time.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { stepTitle, type StepState } from "./record-words.ts";
import styles from "./record.module.css";

export interface StepPartProps {
  readonly step: RecordStepView;
  readonly state: StepState;
  /** Whether its answer may be amended by the person now. */
  readonly canAmend: boolean;
  readonly isConnected: boolean;
  /** The form, at the step that is asked now. */
  readonly form: ReactNode;
  /** Resolves with why it was refused; nothing where it was done. */
  readonly onAmend: (reason: string) => Promise<string | undefined>;
}

const STATE_WORDS: Record<StepState, string> = { now: "Asked now", answered: "Answered", open: "Not yet" };

/** One step of a record with what was answered. */
export function StepPart({ step, state, canAmend, isConnected, form, onAmend }: StepPartProps) {
  const [isAmending, setIsAmending] = useState(false);
  const { answers, guidance, gate } = step;
  const title = stepTitle(step);
  const last = answers.at(-1);
  return (
    <li className={styles.step} data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <div className={styles.head}>
        <span className={styles.mark} title={STATE_WORDS[state]}>
          {state === "answered" && <Icon name="check" />}
        </span>
        <h3>{title}</h3>
        <span className={styles.quiet}>{STATE_WORDS[state]}</span>
        {canAmend && !isAmending && (
          <Button label={`Amend: ${title}`} onPress={() => setIsAmending(true)}>
            Amend…
          </Button>
        )}
      </div>
      {guidance !== "" && state !== "open" && <p className={styles.guidance}>{guidance}</p>}
      {gate !== undefined && <p className={styles.answer}>{gate === "yes" ? "Yes" : "No"}</p>}
      {last !== undefined && <Answer answer={last} />}
      {answers.length > 1 && (
        <details className={styles.earlier}>
          <summary>
            {answers.length === 2 ? "1 earlier answer" : `${String(answers.length - 1)} earlier answers`}
          </summary>
          {answers
            .slice(0, -1)
            .toReversed()
            .map((answer, place) => (
              <Answer key={place} answer={answer} />
            ))}
        </details>
      )}
      {isAmending && (
        <ReasonForm
          title={`Amend: ${title}`}
          verb="Amend"
          isConnected={isConnected}
          onSubmit={async (reason) => {
            const refused = await onAmend(reason);
            if (refused === undefined) setIsAmending(false);
            return refused;
          }}
          onCancel={() => setIsAmending(false)}
        />
      )}
      {form}
    </li>
  );
}

function Answer({ answer: { value, isCut, by, at, reason, commit } }: { readonly answer: RecordAnswer }) {
  return (
    <div className={styles.given}>
      <p className={styles.answer}>{value}</p>
      {isCut && <p className={styles.quiet}>The answer is longer than can be shown here.</p>}
      <p className={styles.by}>
        {by}
        {at !== undefined && (
          <>
            {" · "}
            <Time at={at} />
          </>
        )}
        {commit !== undefined && (
          <>
            {" · commit "}
            <code>{commit}</code>
          </>
        )}
        {reason !== undefined && ` · changed because: ${reason}`}
      </p>
    </div>
  );
}
