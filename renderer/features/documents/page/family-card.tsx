import type { DocumentPage, DocumentRelative } from "../../../../shared/contract/qms-document.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { statusText, statusTone } from "../../../ui/status-words.ts";
import styles from "./page-cards.module.css";

export interface FamilyCardProps {
  readonly page: DocumentPage;
  readonly onOpen: (id: string) => void;
  /** Makes a document below this one; nothing where it cannot have one. */
  readonly onCreate: (() => void) | undefined;
}

/** The documents above and below it. */
export function FamilyCard({ page: { parent, children }, onOpen, onCreate }: FamilyCardProps) {
  if (parent === undefined && children.length === 0 && onCreate === undefined) return null;
  return (
    <Card title="Family">
      <div className={styles.family}>
        {parent !== undefined && (
          <>
            <h3>Parent</h3>
            <ul>
              <Relative relative={parent} onOpen={onOpen} />
            </ul>
          </>
        )}
        {children.length > 0 && (
          <>
            <h3>Children</h3>
            <ul>
              {children.map((child) => (
                <Relative key={child.id} relative={child} onOpen={onOpen} />
              ))}
            </ul>
          </>
        )}
        {onCreate !== undefined && (
          <span>
            <Button onPress={onCreate}>Create a child…</Button>
          </span>
        )}
      </div>
    </Card>
  );
}

interface RelativeProps {
  readonly relative: DocumentRelative;
  readonly onOpen: (id: string) => void;
}

function Relative({ relative: { id, title, status }, onOpen }: RelativeProps) {
  return (
    <li>
      <button type="button" className={styles.relative} onClick={() => onOpen(id)}>
        <b>{id}</b>
        <span>{title}</span>
        <Chip tone={statusTone(status)}>{statusText(status)}</Chip>
      </button>
    </li>
  );
}
