import type { ReactNode } from "react";
import styles from "./button.module.css";

export interface ButtonProps {
  readonly children: ReactNode;
  /** Its accessible name, where the text on it leaves out what it acts on. */
  readonly label?: string;
  readonly isPrimary?: boolean;
  readonly isDisabled?: boolean;
  /** Takes no press for now, but keeps the focus. */
  readonly isBusy?: boolean;
  readonly isSubmit?: boolean;
  /** The id of the form that it submits, where it stands outside of it. */
  readonly form?: string;
  /** Has the focus when its dialog opens. */
  readonly isFocused?: boolean;
  readonly onPress?: () => void;
}

/** The window's button. */
export function Button({
  children,
  label,
  isPrimary = false,
  isDisabled = false,
  isBusy = false,
  isSubmit = false,
  form,
  isFocused = false,
  onPress,
}: ButtonProps) {
  return (
    <button
      type={isSubmit ? "submit" : "button"}
      form={form}
      className={styles.button}
      data-primary={isPrimary}
      aria-label={label}
      disabled={isDisabled}
      aria-disabled={isBusy ? true : undefined}
      data-initial-focus={isFocused ? true : undefined}
      onClick={isBusy ? undefined : onPress}
    >
      {children}
    </button>
  );
}
