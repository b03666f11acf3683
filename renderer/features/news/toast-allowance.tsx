import { useStore, type StoreApi } from "zustand";
import { Button } from "../../ui/button.tsx";
import type { ToastPermission } from "./toaster.ts";
import styles from "./toast-allowance.module.css";

export interface ToastAllowanceProps {
  readonly permission: StoreApi<ToastPermission>;
  readonly onAllow: () => void;
}

/** Why there are no toasts here, and what the person can do about it; nothing where there are. */
export function ToastAllowance({ permission, onAllow }: ToastAllowanceProps) {
  const known = useStore(permission);
  if (known.kind === "granted") return null;
  if (known.kind === "refused") return <p className={styles.reason}>{known.reason}</p>;
  return (
    <p className={styles.reason}>
      The browser asks you before it shows notifications.
      <Button onPress={onAllow}>Allow notifications</Button>
    </p>
  );
}
