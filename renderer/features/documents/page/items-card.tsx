import type { DocumentPage, ExecutionItem } from "../../../../shared/contract/qms-document.ts";
import type { ReactNode } from "react";
import { Card } from "../../../ui/card.tsx";
import { Chip, type ChipTone } from "../../../ui/chip.tsx";
import { Progress } from "../../../ui/progress.tsx";
import styles from "./page-cards.module.css";

const STATES: Readonly<Record<ExecutionItem["state"], { readonly text: string; readonly tone: ChipTone }>> = {
  open: { text: "Open", tone: "quiet" },
  done: { text: "Done", tone: "ok" },
  passed: { text: "Passed", tone: "ok" },
  failed: { text: "Failed", tone: "bad" },
};

/** What stands between backticks is code, as in the text that it is from. */
function withCode(text: string): ReactNode {
  return text.split("`").map((piece, place) => (place % 2 === 1 ? <code key={place}>{piece}</code> : piece));
}

/** The execution items of a document, with how far they have come. */
export function ItemsCard({ page: { items } }: { readonly page: DocumentPage }) {
  if (items.length === 0) return null;
  const done = items.filter(({ state }) => state !== "open").length;
  return (
    <Card title="Execution items" aside={`${String(done)} of ${String(items.length)} done`}>
      <div className={styles.progress}>
        <Progress label="Execution items that are done" done={done} all={items.length} />
      </div>
      <ul className={styles.items}>
        {items.map(({ id, text, state, evidence, outcome, by }, place) => (
          <li key={`${id} ${String(place)}`}>
            <b>{id}</b>
            <Chip tone={STATES[state].tone}>{STATES[state].text}</Chip>
            <p>{withCode(text)}</p>
            {(evidence ?? outcome ?? by) !== undefined && (
              <small>
                {withCode([outcome, evidence, by].filter((part) => part !== undefined).join(" · "))}
              </small>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
