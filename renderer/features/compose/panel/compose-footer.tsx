import type { ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import { withDiscarded, withUndone, type ComposeStore, type Undo } from "../draft/compose-store.ts";
import { isEmptyDraft, type Draft } from "../draft/draft.ts";
import styles from "./compose-footer.module.css";

export interface ComposeFooterProps {
  readonly draft: Draft;
  /** Why it cannot be sent, once that was tried. */
  readonly problem: string | undefined;
  /** Why a file was not put in. */
  readonly refusal: string | undefined;
  readonly undo: Undo | undefined;
  readonly isConnected: boolean;
  readonly store: ComposeStore;
  readonly newId: () => string;
  readonly tools: ReactNode;
  readonly onSend: () => void;
}

/** What can be done with a message that is written, and what stands in its way. */
export function ComposeFooter(props: ComposeFooterProps) {
  const { draft, problem, refusal, undo, isConnected, store, newId, tools, onSend } = props;
  const isEmpty = isEmptyDraft(draft);
  return (
    <div className={styles.footer}>
      <div className={styles.tools}>{tools}</div>
      <p
        className={styles.note}
        role="status"
        data-tone={problem === undefined && refusal === undefined ? "quiet" : "bad"}
      >
        {problem ??
          refusal ??
          (undo !== undefined ? (
            <>
              {undo.sentence}{" "}
              <button type="button" onClick={() => store.setState(withUndone, true)}>
                Undo
              </button>
            </>
          ) : !isConnected ? (
            "Quorum is not connected. The draft is kept."
          ) : isEmpty ? (
            ""
          ) : (
            "The draft is kept"
          ))}
      </p>
      <Button
        isDisabled={isEmpty}
        onPress={() => store.setState((state) => withDiscarded(state, newId(), Date.now()), true)}
      >
        Discard
      </Button>
      <Button isPrimary isBusy={!isConnected} onPress={onSend}>
        {draft.to.length > 1 ? `Send to ${String(draft.to.length)}` : "Send"}
        <kbd className={styles.keys}>Ctrl+Enter</kbd>
      </Button>
    </div>
  );
}
