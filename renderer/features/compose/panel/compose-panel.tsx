import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import type { Compose } from "../compose.ts";
import { withAnother, withDraft, withOutboxLeft } from "../draft/compose-store.ts";
import { problemOf, type Draft } from "../draft/draft.ts";
import { filledDraft } from "../draft/templates.ts";
import { readTextFile, type ChosenFile } from "../draft/text-file.ts";
import { RecipientsField } from "../recipients/recipients-field.tsx";
import { OutboxView } from "../sent/outbox-view.tsx";
import { BodyField } from "./body-field.tsx";
import { ComposeFooter } from "./compose-footer.tsx";
import { ComposeTools } from "./compose-tools.tsx";
import styles from "./compose-panel.module.css";

export interface ComposePanelProps {
  readonly compose: Compose;
  readonly isConnected: boolean;
  /** All to whom can be written, and those of them who are agents. */
  readonly known: readonly string[];
  readonly everyone: readonly string[];
  readonly documents: () => Iterable<string>;
  /** The keys that open and close it. */
  readonly keys: string | undefined;
  readonly renderText: (text: string) => ReactNode;
  readonly renderDelivery: (delivery: Delivery) => ReactNode;
  readonly onOpenInbox: (name: string) => void;
  readonly onClose: () => void;
}

/** Where a message is written: over the foot of the window, beside whatever the person is at. */
export function ComposePanel(props: ComposePanelProps) {
  const { compose, isConnected, known, everyone, documents, keys, renderText, renderDelivery } = props;
  const { onOpenInbox, onClose } = props;
  const { store, commands, newId } = compose;
  const { current: draft, undo, outbox, focusRequests } = useStore(store);
  const [isPreview, setIsPreview] = useState(false);
  const [isTall, setIsTall] = useState(false);
  const [isDropping, setIsDropping] = useState(false);
  /** What was said of a draft is said of no other. */
  const [refused, setRefused] = useState<{ readonly draft: string; readonly sentence: string }>();
  const [tried, setTried] = useState<string>();
  const panel = useRef<HTMLElement>(null);
  const to = useRef<HTMLInputElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const problem = problemOf(draft);

  useEffect(() => {
    const { current } = store.getState();
    const field = current.to.length === 0 ? to : current.subject.trim() === "" ? subject : body;
    field.current?.focus();
  }, [store, focusRequests]);

  const change = (part: Partial<Draft>): void =>
    store.setState((state) => withDraft(state, { ...state.current, ...part, changedAt: Date.now() }), true);
  const putIn = (filled: Draft, sentence: string): void => {
    store.setState(
      (state) => withDraft(state, { ...filled, changedAt: Date.now() }, { sentence, draft: state.current }),
      true,
    );
    body.current?.focus();
  };
  const putFile = async (file: ChosenFile): Promise<void> => {
    const read = await readTextFile(file);
    setRefused(read.kind === "refused" ? { draft: draft.id, sentence: read.sentence } : undefined);
    if (read.kind === "refused") return;
    const { current } = store.getState();
    putIn(
      filledDraft(current, { subject: file.name.slice(0, 200), body: read.text }),
      `${file.name} was put in.`,
    );
  };
  const send = (): void => {
    setTried(draft.id);
    if (problem !== undefined) {
      (draft.to.length === 0 ? to : draft.subject.trim() === "" ? subject : body).current?.focus();
      return;
    }
    if (isConnected) void commands.send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (outbox === undefined) send();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDrag = (event: DragEvent): void => {
    if (outbox !== undefined || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setIsDropping(true);
  };

  return (
    <section
      ref={panel}
      className={styles.panel}
      role="dialog"
      aria-label="Write a message"
      tabIndex={-1}
      data-tall={isTall}
      data-dropping={isDropping}
      onKeyDown={onKeyDown}
      onDragOver={onDrag}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setIsDropping(false);
      }}
      onDrop={(event) => {
        setIsDropping(false);
        const file = event.dataTransfer.files[0];
        if (outbox !== undefined || file === undefined) return;
        event.preventDefault();
        void putFile(file);
      }}
    >
      <div className={styles.corner}>
        <IconButton
          icon={isTall ? "down" : "up"}
          label={isTall ? "Smaller" : "Larger"}
          onPress={() => setIsTall(!isTall)}
        />
        <IconButton icon="close" label="Close" hint={keys ?? "Esc"} onPress={onClose} />
      </div>
      {outbox === undefined ? (
        <>
          <div className={styles.fields}>
            <span aria-hidden="true">To</span>
            <RecipientsField
              key={draft.id}
              to={draft.to}
              known={known}
              everyone={everyone}
              fieldRef={to}
              onChange={(names) => change({ to: names })}
            />
            <span aria-hidden="true">Subject</span>
            <input
              ref={subject}
              className={styles.subject}
              type="text"
              aria-label="Subject"
              value={draft.subject}
              onChange={(event) => change({ subject: event.target.value })}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                body.current?.focus();
              }}
            />
            <span aria-hidden="true">Message</span>
            <div className={styles.message} data-preview={isPreview}>
              <BodyField
                body={draft.body}
                documents={documents}
                fieldRef={body}
                onChange={(text) => change({ body: text })}
              />
              {isPreview && (
                <div className={styles.preview} role="region" aria-label="Preview" tabIndex={0}>
                  {draft.body.trim() === "" ? (
                    <p className={styles.quiet}>Here it stands as it will be read.</p>
                  ) : (
                    renderText(draft.body)
                  )}
                </div>
              )}
            </div>
          </div>
          <ComposeFooter
            draft={draft}
            problem={tried === draft.id ? problem : undefined}
            refusal={refused?.draft === draft.id ? refused.sentence : undefined}
            undo={undo}
            isConnected={isConnected}
            store={store}
            newId={newId}
            onSend={send}
            tools={
              <ComposeTools
                compose={compose}
                isPreview={isPreview}
                onPreview={setIsPreview}
                onFile={(file) => void putFile(file)}
                onTemplate={(template) => putIn(filledDraft(draft, template), `${template.name} was put in.`)}
              />
            }
          />
        </>
      ) : (
        <OutboxView
          outbox={outbox}
          isConnected={isConnected}
          renderDelivery={renderDelivery}
          onRetry={(name) => void commands.retry(name)}
          onStop={commands.stop}
          onOpenInbox={onOpenInbox}
          onBack={() => store.setState(withOutboxLeft, true)}
          onAnother={() => store.setState((state) => withAnother(state, newId(), Date.now()), true)}
          onClose={onClose}
        />
      )}
    </section>
  );
}
