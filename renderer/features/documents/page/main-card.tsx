import type { DocumentPage } from "../../../../shared/contract/qms-document.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Spinner } from "../../../ui/progress.tsx";
import { CompareView } from "../compare/compare-view.tsx";
import type { DocumentCommands, TextChoice } from "../document-commands.ts";
import type { Asked, PagePart, PageState } from "./document-pages.ts";
import { HistoryView } from "./history-view.tsx";
import { TextView } from "./text-view.tsx";
import styles from "./document-page.module.css";

export interface MainCardProps {
  readonly page: DocumentPage;
  readonly state: PageState;
  readonly commands: DocumentCommands;
  readonly isDocument: (id: string) => boolean;
  readonly onShow: (part: PagePart) => void;
  readonly onChoose: (choice: TextChoice) => void;
  readonly onOpen: (id: string) => void;
}

const PARTS: readonly { readonly part: PagePart; readonly title: string }[] = [
  { part: "text", title: "Text" },
  { part: "compare", title: "Compare versions" },
  { part: "history", title: "History" },
];

/** A document's text, what is different between two of them, or what happened to it. */
export function MainCard(props: MainCardProps) {
  const { page, state, commands, isDocument, onShow, onChoose, onOpen } = props;
  return (
    <section className={styles.card} aria-label={`Content of ${page.id}`}>
      <div className={styles.parts} role="group" aria-label="What is shown">
        {PARTS.map(({ part, title }) => (
          <button key={part} type="button" aria-pressed={state.part === part} onClick={() => onShow(part)}>
            {title}
          </button>
        ))}
      </div>
      {state.part === "text" && (
        <Answer asked={state.text} label="Reading the text…">
          {(text) => (
            <TextView
              text={text}
              versions={page.versions}
              isDocument={isDocument}
              onChoose={onChoose}
              onOpenDocument={onOpen}
            />
          )}
        </Answer>
      )}
      {state.part === "compare" && <CompareView id={page.id} versions={page.versions} text={commands.text} />}
      {state.part === "history" && (
        <Answer asked={state.history} label="Reading the history…">
          {(history) => <HistoryView history={history} isDocument={isDocument} onOpenDocument={onOpen} />}
        </Answer>
      )}
    </section>
  );
}

interface AnswerProps<T> {
  readonly asked: Asked<T>;
  readonly label: string;
  readonly children: (value: T) => React.ReactNode;
}

function Answer<T>({ asked, label, children }: AnswerProps<T>) {
  switch (asked.kind) {
    case "loading":
      return (
        <div className={styles.waiting}>
          <Spinner label={label} />
        </div>
      );
    case "failed":
      return (
        <EmptyState icon="warning" title="This cannot be shown">
          {asked.sentence}
        </EmptyState>
      );
    case "known":
      return children(asked.value);
  }
}
