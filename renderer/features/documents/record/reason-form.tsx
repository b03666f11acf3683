import { useState, type FormEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import { Field, Refusal } from "../form/field.tsx";
import styles from "./record.module.css";

export interface ReasonFormProps {
  /** What it is about, for whoever does not see where it stands. */
  readonly title: string;
  readonly verb: string;
  readonly isConnected: boolean;
  /** Resolves with why it was refused; nothing where it was done. */
  readonly onSubmit: (reason: string) => Promise<string | undefined>;
  readonly onCancel: () => void;
}

/** Asks for the reason of a step that needs one. Escape leaves it. */
export function ReasonForm({ title, verb, isConnected, onSubmit, onCancel }: ReasonFormProps) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy || !isConnected) return;
    if (reason.trim() === "") return setProblem("Say why.");
    setIsBusy(true);
    const refused = await onSubmit(reason.trim());
    setIsBusy(false);
    setRefusal(refused);
  };
  return (
    <form
      className={styles.form}
      noValidate
      aria-label={title}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <Field label="Reason" problem={problem}>
        {(ids) => (
          <input
            {...ids}
            ref={focusOnce}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {refusal !== undefined && <Refusal>{refusal}</Refusal>}
      <div className={styles.buttons}>
        <Button isPrimary isSubmit isBusy={isBusy} isDisabled={!isConnected}>
          {verb}
        </Button>
        <Button onPress={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

/** Whoever opens the form writes in it next. */
function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
