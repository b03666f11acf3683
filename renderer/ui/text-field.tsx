import { useId, useState } from "react";
import styles from "./text-field.module.css";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** Why what is typed cannot be; nothing where it can. */
  readonly problemOf?: (value: string) => string | undefined;
  readonly onChange: (value: string) => void;
}

/** A line of text. What is typed counts when it is left, or Enter is pressed, and only where nothing is wrong with it. */
export function TextField({ label, value, placeholder, isDisabled, problemOf, onChange }: TextFieldProps) {
  const [typed, setTyped] = useState<string>();
  const id = useId();
  const problem = typed === undefined ? undefined : problemOf?.(typed);
  const settle = (): void => {
    if (problem !== undefined) return;
    setTyped(undefined);
    if (typed !== undefined && typed !== value) onChange(typed);
  };
  return (
    <span className={styles.field}>
      <input
        type="text"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : id}
        placeholder={placeholder}
        spellCheck={false}
        disabled={isDisabled}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === "Enter") settle();
        }}
      />
      {problem !== undefined && (
        <span id={id} className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
