import { agoText, momentText } from "./time-text.ts";
import { useNow } from "./use-now.ts";
import styles from "./time.module.css";

export interface TimeProps {
  /** In milliseconds. */
  readonly at: number;
  /** The time now, where whoever lists many of them knows it already. */
  readonly now?: number;
}

/** When something was, seen from now; the exact time is told to whoever points at it. */
export function Time({ at, now }: TimeProps) {
  return now === undefined ? <TimeOfOwn at={at} /> : <Told at={at} now={now} />;
}

function TimeOfOwn({ at }: { readonly at: number }) {
  return <Told at={at} now={useNow()} />;
}

function Told({ at, now }: { readonly at: number; readonly now: number }) {
  const exact = momentText(at);
  // Files may claim a time that no calendar has.
  if (exact === "") return null;
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} title={exact}>
      {agoText(at, now)}
    </time>
  );
}
