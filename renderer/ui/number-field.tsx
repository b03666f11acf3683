import { useState } from "react";
import styles from "./number-field.module.css";

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** What is counted, after the number. */
  readonly unit?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A whole number within its bounds. What is typed counts when it is left, so that half a number is none. */
export function NumberField({ label, value, least, most, unit, isDisabled, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>();
  const settle = (): void => {
    setTyped(undefined);
    const number = Number(typed);
    if (typed === undefined || typed.trim() === "" || !Number.isFinite(number)) return;
    const bounded = Math.min(most, Math.max(least, Math.round(number)));
    if (bounded !== value) onChange(bounded);
  };
  return (
    <label className={styles.field}>
      <input
        type="number"
        aria-label={label}
        min={least}
        max={most}
        value={typed ?? value}
        disabled={isDisabled}
        onChange={(event) => {
          // The arrows beside it change it by one, with no key pressed.
          if ("inputType" in event.nativeEvent) setTyped(event.target.value);
          else onChange(Math.min(most, Math.max(least, Number(event.target.value))));
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === "Enter") settle();
        }}
      />
      {unit !== undefined && <span>{unit}</span>}
    </label>
  );
}
