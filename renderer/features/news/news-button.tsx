import type { Quiet } from "../../../shared/contract/notification-settings.ts";
import { Icon } from "../../ui/icon.tsx";
import { useNow } from "../../ui/use-now.ts";
import { quietText } from "../../ui/quiet/quiet.ts";
import styles from "./news-button.module.css";

export interface NewsButtonProps {
  readonly quiet: Quiet | undefined;
  readonly isOpen: boolean;
  /** The keys that do the same. */
  readonly keys: string | undefined;
  readonly onPress: () => void;
}

/** The bell: the way to the history, and whether it is quiet. */
export function NewsButton({ quiet, isOpen, keys, onPress }: NewsButtonProps) {
  const now = useNow();
  const calm = quiet === undefined ? undefined : quietText(quiet, now);
  const label = calm === undefined ? "Notifications" : `Notifications. ${calm}`;
  return (
    <button
      type="button"
      className={styles.button}
      data-news-button
      data-quiet={calm !== undefined}
      aria-label={label}
      aria-expanded={isOpen}
      title={keys === undefined ? label : `${label} (${keys})`}
      onClick={onPress}
    >
      <Icon name={calm === undefined ? "notification" : "quiet"} />
    </button>
  );
}
