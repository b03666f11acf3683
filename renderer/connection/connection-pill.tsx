import { StateDot, type StateDotProps } from "../ui/state-dot.tsx";
import type { ConnectionStatus } from "./hub-connection.ts";
import styles from "./connection-pill.module.css";

const TEXTS: Readonly<Record<ConnectionStatus["kind"], readonly [StateDotProps["tone"], string]>> = {
  connecting: ["busy", "Connecting…"],
  connected: ["ok", "Connected"],
  reconnecting: ["warn", "Reconnecting…"],
  refused: ["bad", "Refused"],
};

export interface ConnectionPillProps {
  readonly status: ConnectionStatus;
}

/** Where the connection to the hub stands. */
export function ConnectionPill({ status }: ConnectionPillProps) {
  const [tone, text] = TEXTS[status.kind];
  return (
    <span className={styles.pill} role="status" aria-label="Connection" data-connection={status.kind}>
      <StateDot tone={tone} />
      {text}
    </span>
  );
}
