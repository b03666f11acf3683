import type { ReactNode } from "react";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { View } from "../../ui/view.tsx";
import { OwnerList } from "./owner-list.tsx";
import type { InboxOwner } from "./inbox-owners.ts";
import styles from "./inboxes-view.module.css";

export interface InboxesViewProps {
  /** Whose inboxes there are: the person's own first. */
  readonly owners: readonly InboxOwner[];
  readonly chosen: AgentId;
  /** In a few figures: what there is in all of them. */
  readonly summary: string;
  /** The keys that lead to writing a message. */
  readonly keys: string | undefined;
  readonly onWrite: () => void;
  readonly onChoose: (agent: AgentId) => void;
  /** Goes on to the items of the one that is chosen. */
  readonly onEnter: () => void;
  /** The inbox of the one that is chosen. */
  readonly children: ReactNode;
}

/** The inboxes of everyone: whose there are, and what is in the one that is chosen. */
export function InboxesView(props: InboxesViewProps) {
  const { owners, chosen, summary, keys, onWrite, onChoose, onEnter, children } = props;
  return (
    <View
      title="Inboxes"
      summary={summary}
      tools={
        <Button label="Write a message" onPress={onWrite}>
          <Icon name="write" />
          Write
          {keys !== undefined && <kbd className={styles.keys}>{keys}</kbd>}
        </Button>
      }
      hasOwnScroll
    >
      <div className={styles.parts}>
        <OwnerList owners={owners} chosen={chosen} onChoose={onChoose} onEnter={onEnter} />
        <div className={styles.inbox}>{children}</div>
      </div>
    </View>
  );
}
