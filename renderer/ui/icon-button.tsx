import { Icon, type IconName } from "./icon.tsx";
import styles from "./icon-button.module.css";

export interface IconButtonProps {
  readonly icon: IconName;
  /** Its name, and its tooltip. */
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
  /** Takes no press for now, but keeps the focus. */
  readonly isBusy?: boolean;
  readonly onPress: () => void;
}

/** A button that is only its icon. */
export function IconButton({
  icon,
  label,
  hint,
  isDisabled = false,
  isBusy = false,
  onPress,
}: IconButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      title={hint === undefined ? label : `${label} (${hint})`}
      disabled={isDisabled}
      aria-disabled={isBusy ? true : undefined}
      onClick={isBusy ? undefined : onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
