import type { DocumentPage } from "../../../../shared/contract/qms-document.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Spinner } from "../../../ui/progress.tsx";
import { CompareView } from "../compare/compare-view.tsx";
import type { DocumentCommands, TextChoice } from "../document-commands.ts";
import type { Asked, PagePart, PageState } from "./document-pages.ts";
import type { AnswerDrafts } from "../record/answer-drafts.ts";
import { RecordView } from "../record/record-view.tsx";
import { HistoryView } from "./history-view.tsx";
import { TextView } from "./text-view.tsx";
import styles from "./document-page.module.css";

export interface MainCardProps {
  readonly page: DocumentPage;
  readonly state: PageState;
  readonly commands: DocumentCommands;
  readonly drafts: AnswerDrafts;
  readonly isConnected: boolean;
  /** Whether the person has just chosen to answer its prompts. */
  readonly isAsked: boolean;
  readonly isDocument: (id: string) => boolean;
  /** Something was done in here that the list of documents says nothing of. */
  readonly onTaken: () => void;
  readonly onShow: (part: PagePart) => void;
  readonly onChoose: (choice: TextChoice) => void;
  readonly onOpen: (id: string) => void;
}

const PARTS: readonly { readonly part: PagePart; readonly title: string }[] = [
  { part: "text", title: "Text" },
  { part: "record", title: "Prompts" },
  { part: "compare", title: "Compare versions" },
  { part: "history", title: "History" },
];

/** A document's text, what is different between two of them, or what happened to it. */
export function MainCard(props: MainCardProps) {
  const { page, state, commands, drafts, isConnected, isAsked, isDocument } = props;
  const { onShow, onChoose, onOpen, onTaken } = props;
  const { record } = page;
  const parts = PARTS.filter(({ part }) => part !== "record" || record !== undefined);
  return (
    <section className={styles.card} aria-label={`Content of ${page.id}`}>
      <div className={styles.parts} role="group" aria-label="What is shown">
        {parts.map(({ part, title }) => (
          <button key={part} type="button" aria-pressed={state.part === part} onClick={() => onShow(part)}>
            {title}
          </button>
        ))}
      </div>
      {state.part === "text" && (
        <Answer asked={state.text} label="Reading the text…" onRetry={onTaken}>
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
      {state.part === "record" && record !== undefined && (
        <RecordView
          id={page.id}
          record={record}
          drafts={drafts}
          isConnected={isConnected}
          isAsked={isAsked}
          perform={commands.perform}
          onTaken={onTaken}
          isDocument={isDocument}
          onOpenDocument={onOpen}
        />
      )}
      {state.part === "compare" && <CompareView id={page.id} versions={page.versions} text={commands.text} />}
      {state.part === "history" && (
        <Answer asked={state.history} label="Reading the history…" onRetry={onTaken}>
          {(history) => <HistoryView history={history} isDocument={isDocument} onOpenDocument={onOpen} />}
        </Answer>
      )}
    </section>
  );
}

interface AnswerProps<T> {
  readonly asked: Asked<T>;
  readonly label: string;
  readonly onRetry: () => void;
  readonly children: (value: T) => React.ReactNode;
}

function Answer<T>({ asked, label, onRetry, children }: AnswerProps<T>) {
  switch (asked.kind) {
    case "loading":
      return (
        <div className={styles.waiting}>
          <Spinner label={label} />
        </div>
      );
    case "failed":
      return (
        <EmptyState
          icon="warning"
          title="This cannot be shown"
          actions={<Button onPress={onRetry}>Try again</Button>}
        >
          {asked.sentence}
        </EmptyState>
      );
    case "known":
      return children(asked.value);
  }
}
