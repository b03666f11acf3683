import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import styles from "./empty-state.module.css";

export interface EmptyStateProps {
  readonly icon?: IconName;
  /** What will stand here. */
  readonly title: string;
  /** How it gets here. */
  readonly children?: ReactNode;
  /** What can be done about it, as buttons. */
  readonly actions?: ReactNode;
}

/** What stands where there is nothing yet: what will be here, and how to get it. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {icon !== undefined && <Icon name={icon} />}
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What happened, and why. */
  readonly sentence: string;
  /** What the way out is called. */
  readonly actionLabel: string;
  readonly onAction: () => void;
}

/** What stands where something went wrong, with the way out. */
export function ErrorState({ sentence, actionLabel, onAction }: ErrorStateProps) {
  return (
    <div className={styles.state} data-tone="bad" role="alert">
      <Icon name="warning" />
      <p>{sentence}</p>
      <div className={styles.actions}>
        <Button onPress={onAction}>{actionLabel}</Button>
      </div>
    </div>
  );
}
