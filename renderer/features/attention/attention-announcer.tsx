import { useEffect, useState } from "react";
import type { AttentionStore } from "./attention-store.ts";
import { announcementOf } from "./attention-words.ts";
import styles from "./attention-announcer.module.css";

export interface AttentionAnnouncerProps {
  readonly store: AttentionStore;
}

/** Says to those who hear the window instead of seeing it that somebody has begun to wait for them. */
export function AttentionAnnouncer({ store }: AttentionAnnouncerProps) {
  const [sentence, setSentence] = useState("");
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (!before.isKnown || state.entries === before.entries) return;
        const next = announcementOf(before.entries, state.entries);
        if (next !== undefined) setSentence(next);
        // What was said of those who wait no more is not read later on.
        else if (state.entries.length === 0) setSentence("");
      }),
    [store],
  );
  return (
    <p className={styles.hidden} role="status" aria-label="Who waits">
      {sentence}
    </p>
  );
}
