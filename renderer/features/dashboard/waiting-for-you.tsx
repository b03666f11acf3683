import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { countText } from "../../ui/count-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { Time } from "../../ui/time.tsx";
import type { DashboardParts, DashboardProps } from "./dashboard-parts.ts";
import { personText } from "./document-words.ts";
import styles from "./waiting.module.css";

/** Everything that waits for the person: what agents ask, with the answers, and the documents whose next step is theirs. */
export function WaitingForYou(
  props: DashboardParts & Pick<DashboardProps, "attention" | "renderAttention" | "renderNext">,
) {
  const { documents, board, attention, renderAttention, renderNext, ways } = props;
  const asked = useStore(attention, ({ entries }) => entries.length);
  const isKnown = useStore(attention, (state) => state.isKnown);
  const owed = useStore(
    documents,
    useShallow(({ byId }) => board(byId).forPerson.map(({ document }) => document)),
  );
  const entries = board(documents.getState().byId).forPerson;
  const count = asked + owed.length;
  return (
    <Card title="Waiting for you" aside={count === 0 ? undefined : countText(count)}>
      <div className={styles.body}>
        {isKnown && count === 0 && (
          <Nothing title="Nothing waits for you">
            Permissions, questions and failures of agents stand here, and documents whose next step is yours.
          </Nothing>
        )}
        {renderAttention()}
        {entries.length > 0 && (
          <ul aria-label="Documents that wait for you">
            {entries.map(({ document, what, since, users }) => (
              <li key={document.id} className={styles.own}>
                <span className={styles.icon}>
                  <Icon name="document" />
                </span>
                <span className={styles.words}>
                  <span>
                    <b>{document.id}</b> {personText({ document, what })}
                    {users.length > 1 && `, as for ${String(users.length - 1)} more`}
                  </span>
                  <span className={styles.title}>{document.title}</span>
                </span>
                <Time at={since} />
                <span className={styles.ways}>
                  {renderNext(document)}
                  <Button label={`Open ${document.id}`} onPress={() => ways.onDocument(document.id)}>
                    Open
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

/** What stands in a list that has nothing to list. */
export function Nothing({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <p className={styles.nothing}>
      <b>{title}</b>
      {children}
    </p>
  );
}
