import type { DocumentBody, DocumentVersion } from "../../../../shared/contract/qms-document.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Markdown } from "../../../ui/markdown/markdown.tsx";
import { VersionSelect } from "./version-select.tsx";
import styles from "./document-page.module.css";

export interface TextViewProps {
  readonly text: DocumentBody;
  readonly versions: readonly DocumentVersion[];
  readonly isDocument: (id: string) => boolean;
  readonly onChoose: (version: DocumentVersion) => void;
  readonly onOpenDocument: (id: string) => void;
}

/** A text of a document as it is read, with the choice of another. */
export function TextView({ text, versions, isDocument, onChoose, onOpenDocument }: TextViewProps) {
  return (
    <>
      <div className={styles.textTools}>
        <VersionSelect label="Version" versions={versions} value={text} onChoose={onChoose} />
        {text.revisionSummary !== undefined && (
          <span className={styles.revision}>{text.revisionSummary}</span>
        )}
      </div>
      {text.problem !== undefined && <p className={styles.note}>{text.problem}</p>}
      {text.body.trim() === "" ? (
        <EmptyState icon="document" title="This text is empty">
          What its author writes stands here.
        </EmptyState>
      ) : (
        <article className={styles.text} aria-label={`Text of version ${text.version}`}>
          <Markdown text={text.body} isDocument={isDocument} onOpenDocument={onOpenDocument} />
        </article>
      )}
      {text.isCut && (
        <p className={styles.note}>The text is longer than can be shown here: its end is left out.</p>
      )}
    </>
  );
}
